package dev.mooring.fetch;

/** How a record is deleted. */
public enum DeleteBy {
    /** DELETE. */
    DELETE,
    /** An update that sets the deleted field: the row stays as a tombstone, and a create over it revives it. */
    FLAG
}
