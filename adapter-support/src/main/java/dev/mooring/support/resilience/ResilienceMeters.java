package dev.mooring.support.resilience;

import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRateLimiterMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.micrometer.core.instrument.MeterRegistry;

/** Shows a policy's counts in Micrometer. Needs {@code micrometer-core} and {@code resilience4j-micrometer}, which nothing else does. */
public final class ResilienceMeters {

    private ResilienceMeters() {}

    /** Adds the policy's meters, tagged with its name. */
    public static void bind(Resilience resilience, MeterRegistry meters) {
        TaggedRetryMetrics.ofRetryRegistry(resilience.retries()).bindTo(meters);
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(resilience.breakers())
                .bindTo(meters);
        TaggedRateLimiterMetrics.ofRateLimiterRegistry(resilience.limiters()).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(resilience.bulkheads()).bindTo(meters);
    }
}
