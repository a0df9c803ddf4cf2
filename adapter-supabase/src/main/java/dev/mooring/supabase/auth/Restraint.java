package dev.mooring.supabase.auth;

import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Spares a server that cannot answer, limits the rate or refuses: after a failure the same one is told without a call, for a pause that
 * doubles up to a minute. Used by one thread at a time.
 */
final class Restraint {

    private static final long FIRST = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST = Duration.ofSeconds(60).toNanos();

    private final LongSupplier nanos;
    private @Nullable SyncException last;
    private long pause;
    private long since;

    Restraint(LongSupplier nanos) {
        this.nanos = nanos;
    }

    Held call(Supplier<Held> call) {
        SyncException before = last;
        long left = since + pause - nanos.getAsLong();
        if (before != null && left > 0) {
            throw again(before, Duration.ofNanos(left));
        }
        try {
            Held got = call.get();
            clear();
            return got;
        } catch (SyncException failure) {
            pause = before == null ? FIRST : Math.min(LONGEST, 2 * pause);
            since = nanos.getAsLong();
            last = failure;
            throw failure instanceof TemporaryFailure temporary ? pausing(temporary) : failure;
        }
    }

    void clear() {
        last = null;
    }

    private TemporaryFailure pausing(TemporaryFailure failure) {
        return failure.retryAfter().isPresent() ? failure : failure.retryAfter(Duration.ofNanos(pause));
    }

    private static SyncException again(SyncException before, Duration left) {
        String message = "not asked again yet: " + before.getMessage();
        return before instanceof TemporaryFailure
                ? TemporaryFailure.notApplied(message, before).retryAfter(left)
                : new Unauthenticated(message, before);
    }
}
