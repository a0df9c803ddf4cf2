package dev.mooring.internal.engine;

import dev.mooring.Trouble;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.time.Duration;
import java.util.Optional;

/**
 * A call that gave nothing, by what the engine does about it: decided by type, never by text (law 9).
 *
 * @param kind what to do
 * @param maybeApplied whether a write may have taken effect
 * @param retryAfter the pause the server asked for
 * @param message for people
 */
record Failure(Kind kind, boolean maybeApplied, Optional<Duration> retryAfter, String message) {

    static Failure of(Throwable thrown) {
        String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        if (thrown instanceof TemporaryFailure failure) {
            return new Failure(Kind.WAIT, failure.maybeApplied(), failure.retryAfter(), message);
        }
        if (thrown instanceof Unauthenticated) {
            return new Failure(Kind.PAUSE, false, Optional.empty(), message);
        }
        if (thrown instanceof Misconfigured) {
            return new Failure(Kind.STOP, false, Optional.empty(), message);
        }
        return new Failure(Kind.WAIT, true, Optional.empty(), "the adapter failed: " + thrown);
    }

    /** Whether the attempt was one: a missing token or a wrong set-up says nothing about the write. */
    boolean counts() {
        return kind == Kind.WAIT;
    }

    Trouble.Kind trouble() {
        return switch (kind) {
            case WAIT -> Trouble.Kind.TEMPORARY;
            case PAUSE -> Trouble.Kind.UNAUTHENTICATED;
            case STOP -> Trouble.Kind.MISCONFIGURED;
        };
    }

    Duration atLeast(Duration wait) {
        return retryAfter.filter(asked -> asked.compareTo(wait) > 0).orElse(wait);
    }

    enum Kind {
        /** Back off and try again. */
        WAIT,
        /** Until there is a new token. */
        PAUSE,
        /** Until somebody mends the set-up. */
        STOP
    }
}
