package dev.mooring.sync;

/** What a walk through {@link SyncAdapter#list} promises while records come and go. */
public enum Listing {
    /** Pages are anchored to records: whatever exists throughout the walk is seen (LIST-8, LIST-9). */
    STABLE,
    /**
     * Pages are counted (offsets, page numbers): a deletion between two pages hides a record. The engine removes a missing
     * record only after two snapshots or a {@link Lookup} that does not find it.
     */
    DRIFTING
}
