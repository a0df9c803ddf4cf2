package dev.mooring.sync;

import org.jspecify.annotations.Nullable;

/** There is no valid token: pause until there is a new one, drop nothing (ERROR-4). */
public final class Unauthenticated extends SyncException {

    private static final long serialVersionUID = 1L;

    /** Says what was attempted and what the server answered. */
    public Unauthenticated(String message) {
        this(message, null);
    }

    /** As above, with a cause. */
    public Unauthenticated(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
