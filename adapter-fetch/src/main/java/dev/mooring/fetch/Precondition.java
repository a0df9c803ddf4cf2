package dev.mooring.fetch;

/** How a write says which state it was made on. */
public enum Precondition {
    /** Not at all: the last write wins. */
    NONE,
    /** {@code If-Match} with the record's ETag, {@code If-None-Match: *} for a create by PUT. */
    ETAG,
    /** The version field travels in the body of an update, and in a URL at <code>{version}</code>. */
    FIELD
}
