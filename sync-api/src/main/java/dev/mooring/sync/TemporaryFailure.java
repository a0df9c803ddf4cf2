package dev.mooring.sync;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The call failed and may succeed later: back off and try again (ERROR-1, ERROR-2). */
public final class TemporaryFailure extends SyncException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;
    private final boolean maybeApplied;

    private TemporaryFailure(
            String message, @Nullable Throwable cause, @Nullable Duration retryAfter, boolean maybeApplied) {
        super(message, cause);
        this.retryAfter = retryAfter;
        this.maybeApplied = maybeApplied;
    }

    /** The request certainly did not take effect. */
    public static TemporaryFailure notApplied(String message, @Nullable Throwable cause) {
        return new TemporaryFailure(message, cause, null, false);
    }

    /** The request may have taken effect: its answer was lost, late or unreadable (FAULT-1 to FAULT-3). */
    public static TemporaryFailure maybeApplied(String message, @Nullable Throwable cause) {
        return new TemporaryFailure(message, cause, null, true);
    }

    /** The same failure, with the pause that the server asked for (ERROR-3). */
    public TemporaryFailure retryAfter(Duration pause) {
        if (Tokens.present(pause, "a pause").isNegative()) {
            throw new IllegalArgumentException("a pause must not be negative, was " + pause);
        }
        String message = getMessage() == null ? "temporary failure" : getMessage();
        TemporaryFailure copy = new TemporaryFailure(message, getCause(), pause, maybeApplied);
        copy.setStackTrace(getStackTrace());
        for (Throwable other : getSuppressed()) {
            copy.addSuppressed(other);
        }
        return copy;
    }

    /** The pause that the server asked for. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the request may have taken effect. */
    public boolean maybeApplied() {
        return maybeApplied;
    }
}
