package dev.mooring.migrate;

/**
 * What was done with one collection's records, since the migration began. Immutable.
 *
 * @param read changes that the source told of, repetitions included
 * @param created records made at the target
 * @param updated records changed at the target
 * @param deleted records removed at the target
 * @param unchanged records that the target had already
 * @param returned records of which the source said that they left, and which were still there
 */
public record Counts(long read, long created, long updated, long deleted, long unchanged, long returned) {

    /** Nothing yet. */
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /** Writes with an effect at the target. */
    public long written() {
        return created + updated + deleted;
    }

    Counts plus(Counts more) {
        return new Counts(
                read + more.read,
                created + more.created,
                updated + more.updated,
                deleted + more.deleted,
                unchanged + more.unchanged,
                returned + more.returned);
    }
}
