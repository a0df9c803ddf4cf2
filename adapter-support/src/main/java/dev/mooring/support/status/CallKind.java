package dev.mooring.support.status;

/** What a call is for: the same status means different things. */
public enum CallKind {
    /** Reading a collection or a feed, not one record. */
    READ,
    /** Making a record. */
    CREATE,
    /** Changing a record. */
    UPDATE,
    /** Removing a record. */
    DELETE,
    /** Many writes in one call. */
    BATCH
}
