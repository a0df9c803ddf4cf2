package dev.mooring.contract.fault;

/**
 * Which requests a fault is armed for. Immutable.
 *
 * @param kind reads, writes or both
 * @param skipped how many matching requests pass before
 * @param all whether all matching requests are meant, until disarmed; otherwise only the next ones
 */
public record On(Kind kind, int skipped, boolean all) {

    /** Checks the number. */
    public On {
        if (skipped < 0) {
            throw new IllegalArgumentException("cannot skip " + skipped + " requests");
        }
    }

    /** The next request. */
    public static On next() {
        return new On(Kind.ANY, 0, false);
    }

    /** The next request that reads. */
    public static On nextRead() {
        return new On(Kind.READ, 0, false);
    }

    /** The next request that writes. */
    public static On nextWrite() {
        return new On(Kind.WRITE, 0, false);
    }

    /** Every request. */
    public static On every() {
        return new On(Kind.ANY, 0, true);
    }

    /** Every request that reads. */
    public static On everyRead() {
        return new On(Kind.READ, 0, true);
    }

    /** Every request that writes. */
    public static On everyWrite() {
        return new On(Kind.WRITE, 0, true);
    }

    /** The same, after so many matching requests have passed. */
    public On after(int passed) {
        return new On(kind, passed, all);
    }

    /** What a request does. */
    public enum Kind {
        /** Reads or writes. */
        ANY,
        /** Reads only. */
        READ,
        /** May change something. */
        WRITE;

        boolean matches(boolean write) {
            return this == ANY || write == (this == WRITE);
        }
    }
}
