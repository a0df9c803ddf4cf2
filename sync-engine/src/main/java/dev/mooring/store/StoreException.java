package dev.mooring.store;

import org.jspecify.annotations.Nullable;

/** A local store could not do what it was asked; what was stored before is untouched. Decided by {@link #kind}, never by text. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Says what was attempted. */
    public StoreException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** As above, with a cause. */
    public StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** What can be wrong with a store. */
    public enum Kind {
        /** No space is left. The same work may succeed later. */
        FULL,
        /** The store cannot be written; it can be read. */
        READ_ONLY,
        /** What is stored cannot be read; it is left as it is. */
        CORRUPT,
        /** It was written by a newer version; it is left as it is. */
        NEWER_SCHEMA,
        /** It was closed. */
        CLOSED,
        /** Another owner has it open. */
        LOCKED,
        /** The medium failed otherwise. The same work may succeed later. */
        FAILED
    }
}
