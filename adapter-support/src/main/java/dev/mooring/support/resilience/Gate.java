package dev.mooring.support.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.exception.AcquirePermissionCancelledException;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a single attempt has to pass. The breaker is the innermost: a call that was kept back says nothing about the backend. */
final class Gate {

    private final CircuitBreaker breaker;
    private final @Nullable RateLimiter limiter;
    private final @Nullable Bulkhead bulkhead;

    Gate(CircuitBreaker breaker, @Nullable RateLimiter limiter, @Nullable Bulkhead bulkhead) {
        this.breaker = breaker;
        this.limiter = limiter;
        this.bulkhead = bulkhead;
    }

    /**
     * Makes the call.
     *
     * @throws Closed when it was not made
     */
    <T> T pass(Supplier<T> call) {
        Supplier<T> guarded = CircuitBreaker.decorateSupplier(breaker, call);
        if (limiter != null) {
            guarded = RateLimiter.decorateSupplier(limiter, guarded);
        }
        if (bulkhead != null) {
            guarded = Bulkhead.decorateSupplier(bulkhead, guarded);
        }
        try {
            return guarded.get();
        } catch (CallNotPermittedException e) {
            throw new Closed("the circuit breaker is open after repeated failures", e);
        } catch (RequestNotPermitted e) {
            throw new Closed("the rate limit is reached", e);
        } catch (BulkheadFullException e) {
            throw new Closed("too many calls at once", e);
        } catch (AcquirePermissionCancelledException e) {
            throw new Closed("interrupted while waiting for a turn", e);
        }
    }

    /** A call was not made. */
    static final class Closed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Closed(String why, RuntimeException cause) {
            super(why, cause);
        }
    }
}
