/** The short, bounded retry that every adapter needs, with a circuit breaker, a rate limiter and a bulkhead, written once. */
@NullMarked
package dev.mooring.support.resilience;

import org.jspecify.annotations.NullMarked;
