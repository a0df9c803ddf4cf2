package dev.mooring.support.resilience;

import dev.mooring.sync.TemporaryFailure;
import java.time.Duration;
import java.util.function.Predicate;

/** Which failures are worth another attempt at once: temporary ones whose server asks for no longer pause than allowed. */
record Patience(Duration longestWait) implements Predicate<Throwable> {

    @Override
    public boolean test(Throwable failure) {
        return failure instanceof TemporaryFailure temporary
                && temporary.retryAfter().orElse(Duration.ZERO).compareTo(longestWait) <= 0;
    }
}
