package dev.mooring.support.resilience;

import dev.mooring.sync.TemporaryFailure;
import io.github.resilience4j.core.IntervalBiFunction;
import io.github.resilience4j.core.functions.Either;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: a random part of a pause that doubles, so that many clients do not come back together;
 * after what the server asked for, where it did.
 */
record Backoff(Duration first, Duration longest, DoubleSupplier random) implements IntervalBiFunction<Object> {

    @Override
    public Long apply(Integer attempt, Either<Throwable, Object> result) {
        long asked = result.getLeft() instanceof TemporaryFailure failure
                ? failure.retryAfter().orElse(Duration.ZERO).toMillis()
                : 0;
        // 2^20 times any first pause is beyond every longest one, and still no overflow
        long pause = Math.min(longest.toMillis(), first.toMillis() << Math.min(attempt - 1, 20));
        return asked + (long) (pause * random.getAsDouble());
    }
}
