package dev.mooring.fetch;

import dev.mooring.sync.Cursor;
import java.util.Objects;

/** Lets calls in until the adapter is closed. Safe for several threads. */
final class Door {

    private final String name;
    private volatile boolean closed;

    Door(String name) {
        this.name = name;
    }

    /** Fails after {@link #close}. */
    void enter() {
        if (closed) {
            throw new IllegalStateException(name + " is closed");
        }
    }

    /** The same for a page. */
    void enter(Cursor from, int limit) {
        Objects.requireNonNull(from, "cursor");
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        enter();
    }

    void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return name;
    }
}
