package dev.mooring.support.resilience;

import dev.mooring.support.given.Given;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How calls to one backend are repeated, spared and limited. All collections of a backend share one: when it is down for one it is
 * down for all. What is given up here goes to the engine, which tries again later and for longer. Safe for several threads.
 */
public final class Resilience {

    private final RetryRegistry retries;
    private final CircuitBreakerRegistry breakers;
    private final RateLimiterRegistry limiters;
    private final BulkheadRegistry bulkheads;
    private final ResilientCalls calls;

    private Resilience(Builder builder) {
        String name = builder.name;
        retries = RetryRegistry.of(retry(builder));
        breakers = CircuitBreakerRegistry.of(breaker(builder));
        limiters = RateLimiterRegistry.ofDefaults();
        bulkheads = BulkheadRegistry.ofDefaults();
        Gate gate = new Gate(
                breakers.circuitBreaker(name),
                builder.limiter == null ? null : limiters.rateLimiter(name, builder.limiter),
                builder.bulkhead == null ? null : bulkheads.bulkhead(name, builder.bulkhead));
        EventLog log = new EventLog(name);
        calls = new ResilientCalls(name, retries.retry(name), gate, builder.sleeper, log);
        if (!builder.breaks) {
            breakers.circuitBreaker(name).transitionToMetricsOnlyState();
        }
        // from here on a transition is news
        log.follow(breakers.circuitBreaker(name));
    }

    /** With the standard settings. */
    public static Resilience standard(String name) {
        return builder(name).build();
    }

    /**
     * Starts from the standard settings.
     *
     * @param name names the backend in logs and metrics
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** The adapter with this policy around it. */
    public ResilientAdapter around(SyncAdapter adapter) {
        return new ResilientAdapter(Given.present(adapter, "an adapter"), calls);
    }

    RetryRegistry retries() {
        return retries;
    }

    CircuitBreakerRegistry breakers() {
        return breakers;
    }

    RateLimiterRegistry limiters() {
        return limiters;
    }

    BulkheadRegistry bulkheads() {
        return bulkheads;
    }

    private static RetryConfig retry(Builder builder) {
        return RetryConfig.custom()
                .maxAttempts(builder.attempts)
                .retryOnException(new Patience(builder.longestWait))
                .intervalBiFunction(new Backoff(builder.firstPause, builder.longestPause, builder.random))
                .build();
    }

    /** Only what says that the backend is down counts: an answer, even an unwelcome one, shows that it is up. */
    private static CircuitBreakerConfig breaker(Builder builder) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(builder.window)
                .minimumNumberOfCalls(Math.min(builder.window, 10))
                .failureRateThreshold(50)
                .waitDurationInOpenState(builder.open)
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(builder.clock)
                .recordException(failure -> failure instanceof TemporaryFailure)
                .ignoreException(failure -> Thread.currentThread().isInterrupted())
                .build();
    }

    /** Sets a policy. Not safe for several threads. */
    public static final class Builder {

        private final String name;
        private int attempts = 3;
        private Duration firstPause = Duration.ofMillis(200);
        private Duration longestPause = Duration.ofSeconds(2);
        private Duration longestWait = Duration.ofSeconds(5);
        private int window = 20;
        private Duration open = Duration.ofSeconds(15);
        private boolean breaks = true;
        private Clock clock = Clock.systemUTC();
        private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
        private Sleeper sleeper = pause -> Thread.sleep(pause.toMillis());
        private @Nullable RateLimiterConfig limiter;
        private @Nullable BulkheadConfig bulkhead;

        private Builder(String name) {
            this.name = Given.text(name, "the name of a policy");
        }

        /** How often a call is made at most, the first time included; 3 unless said, 1 = never again. */
        public Builder attempts(int number) {
            attempts = number;
            return this;
        }

        /**
         * How long to wait between attempts: a random time up to the first pause, which doubles each time up to the longest. 200 ms and
         * 2 s unless said.
         */
        public Builder pauses(Duration first, Duration longest) {
            firstPause = Given.present(first, "the first pause");
            longestPause = Given.present(longest, "the longest pause");
            return this;
        }

        /** The longest {@code Retry-After} that is waited for here; a longer one goes to the engine. 5 s unless said. */
        public Builder longestRetryAfter(Duration pause) {
            longestWait = Given.present(pause, "the longest wait");
            return this;
        }

        /**
         * When half of the last calls failed temporarily (of at least 10 or the whole window), none is made for a while; then one is
         * tried. 20 calls and 15 s unless said.
         */
        public Builder breaker(int calls, Duration rest) {
            window = calls;
            open = Given.present(rest, "the rest of a breaker");
            return this;
        }

        /** Never keeps a call back, however many failed: where something else spares the backend, and for contract tests with faults. */
        public Builder noBreaker() {
            breaks = false;
            return this;
        }

        /** At most so many calls in each period; a caller waits for its turn at most so long. No limit unless said. */
        public Builder rateLimit(int callsOfPeriod, Duration period, Duration longestTurn) {
            limiter = RateLimiterConfig.custom()
                    .limitForPeriod(callsOfPeriod)
                    .limitRefreshPeriod(period)
                    .timeoutDuration(longestTurn)
                    .build();
            return this;
        }

        /** At most so many calls at once; a caller waits for its turn at most so long. No limit unless said. */
        public Builder bulkhead(int callsAtOnce, Duration longestTurn) {
            bulkhead = BulkheadConfig.custom()
                    .maxConcurrentCalls(callsAtOnce)
                    .maxWaitDuration(longestTurn)
                    .build();
            return this;
        }

        /** What the breaker's rest is measured by. */
        public Builder clock(Clock source) {
            clock = Given.present(source, "the clock");
            return this;
        }

        /** Where the jitter comes from: numbers from 0 to 1. */
        public Builder random(DoubleSupplier source) {
            random = Given.present(source, "the source of luck");
            return this;
        }

        /** How pauses are waited for. */
        public Builder sleeper(Sleeper waiting) {
            sleeper = Given.present(waiting, "the sleeper");
            return this;
        }

        /** Makes the policy. */
        public Resilience build() {
            return new Resilience(this);
        }
    }
}
