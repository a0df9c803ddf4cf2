package dev.mooring.store.sqlite;

/** What a write that has returned survives. A killed process never takes it back. */
public enum Durability {
    /** A lost power supply as well: every commit waits for the disk. */
    FULL,
    /** A lost power supply may take back the latest commits, never a part of one, and never damages the file. */
    NORMAL
}
