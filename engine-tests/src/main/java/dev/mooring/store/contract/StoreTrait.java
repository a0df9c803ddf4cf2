package dev.mooring.store.contract;

/** What a store has beyond an object in memory. A store on disk has all of them; each one makes rules apply. */
public enum StoreTrait {
    /** Everything it holds is in files at its place, so that a copy of them, taken at any quiet moment, is the store after a kill. */
    FILES,
    /** Its place belongs to one open store at a time. */
    OWNED,
    /** A read begins and ends while the work of a write runs. */
    READS_BESIDE_WRITES
}
