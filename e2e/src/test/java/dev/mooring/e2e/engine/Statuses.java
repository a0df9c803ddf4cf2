package dev.mooring.e2e.engine;

import dev.mooring.contract.fault.Fault;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What an application's function throws where its backend answers a status. */
final class Statuses {

    private Statuses() {}

    static Optional<Exception> thrownFor(Fault fault) {
        String message = "the server answered " + fault.status();
        return Optional.of(
                switch (fault.status()) {
                    case 400, 422 -> new Rejected(new Problem(String.valueOf(fault.status()), message));
                    case 401 -> new Unauthenticated(message);
                    case 503 ->
                        fault.retryAfter()
                                .map(text -> TemporaryFailure.notApplied(message, null)
                                        .retryAfter(Duration.ofSeconds(Long.parseLong(text))))
                                .orElseGet(() -> TemporaryFailure.notApplied(message, null));
                    default -> fault.status() >= 500 ? new IOException(message) : new Misconfigured(message);
                });
    }
}
