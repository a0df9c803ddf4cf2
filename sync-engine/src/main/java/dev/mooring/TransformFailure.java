package dev.mooring;

import org.jspecify.annotations.Nullable;

/** A record could not be brought into the form of the application, or of the backend. Nothing was changed by it. */
public final class TransformFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String collection;
    private final String id;

    TransformFailure(String collection, String id, String what, @Nullable Throwable cause) {
        super("record '" + id + "' of '" + collection + "' " + what + (cause == null ? "" : ": " + cause), cause);
        this.collection = collection;
        this.id = id;
    }

    /** The record's collection. */
    public String collection() {
        return collection;
    }

    /** The record's id. */
    public String id() {
        return id;
    }
}
