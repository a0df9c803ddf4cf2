package dev.mooring.support.resilience;

import dev.mooring.sync.TemporaryFailure;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what happens to the log: another attempt is detail, a breaker that opens is a warning. */
final class EventLog {

    private static final Logger LOG = LoggerFactory.getLogger(Resilience.class);

    private final String name;

    EventLog(String name) {
        this.name = name;
    }

    void follow(CircuitBreaker breaker) {
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.warn(
                        "{}: the circuit breaker went from {} to {}",
                        name,
                        event.getStateTransition().getFromState(),
                        event.getStateTransition().getToState()));
    }

    /** Messages of failures hold no secret (SECRET-1); their causes are not an adapter's own text and stay out. */
    void again(TemporaryFailure failure, long pause) {
        LOG.debug("{}: another attempt in {} ms after: {}", name, pause, failure.getMessage());
    }

    void givenUp(TemporaryFailure failure) {
        LOG.debug("{}: no further attempt after: {}", name, failure.getMessage());
    }
}
