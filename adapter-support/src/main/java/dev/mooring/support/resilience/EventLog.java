package dev.mooring.support.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what happens to the log: another attempt is detail, a breaker that opens is a warning. */
final class EventLog {

    private static final Logger LOG = LoggerFactory.getLogger(Resilience.class);

    private EventLog() {}

    static void follow(String name, Retry retry, CircuitBreaker breaker) {
        retry.getEventPublisher()
                .onRetry(event -> LOG.debug(
                        "{}: attempt {} failed, the next one in {}: {}",
                        name,
                        event.getNumberOfRetryAttempts(),
                        event.getWaitInterval(),
                        text(event.getLastThrowable())))
                .onError(event -> LOG.debug(
                        "{}: given up after {} attempts: {}",
                        name,
                        event.getNumberOfRetryAttempts(),
                        text(event.getLastThrowable())));
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.warn(
                        "{}: the circuit breaker went from {} to {}",
                        name,
                        event.getStateTransition().getFromState(),
                        event.getStateTransition().getToState()));
    }

    /** Messages of failures hold no secret (SECRET-1); their causes are not an adapter's own text and stay out. */
    private static String text(Throwable failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
