package dev.mooring.sync;

import org.jspecify.annotations.Nullable;

/**
 * A call that has no {@link Outcome}. Each kind is named by what the engine will do; it never decides by a message. Messages say
 * what was attempted, on which collection and id, and what the server said (status and first 200 characters), never a token
 * (SECRET-1).
 */
public abstract sealed class SyncException extends RuntimeException
        permits TemporaryFailure, Unauthenticated, Misconfigured, Rejected {

    private static final long serialVersionUID = 1L;

    SyncException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
