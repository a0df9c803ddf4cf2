package dev.mooring.contract.memory;

import dev.mooring.contract.fault.StatusException;
import dev.mooring.contract.fault.Transport;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.net.ConnectException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;

/** The way to the backend, and what its failures mean. */
final class Remote {

    private final Transport transport;

    Remote(Transport transport) {
        this.transport = transport;
    }

    <T> T read(String name, Callable<T> call) {
        return call(name, false, call);
    }

    <T> T write(String name, Callable<T> call) {
        return call(name, true, call);
    }

    private <T> T call(String name, boolean write, Callable<T> call) {
        try {
            return transport.call(name, write, call);
        } catch (RuntimeException e) {
            throw e;
        } catch (StatusException e) {
            throw failure(name, write, e);
        } catch (ConnectException e) {
            throw TemporaryFailure.notApplied(name + " did not reach the backend", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TemporaryFailure.maybeApplied(name + " was interrupted", e);
        } catch (Exception e) {
            throw TemporaryFailure.maybeApplied(name + " got no answer", e);
        }
    }

    private static SyncException failure(String name, boolean write, StatusException e) {
        String message = name + ": " + e.getMessage();
        int status = e.status();
        if (status == 401) {
            return new Unauthenticated(message, e);
        }
        if (status == 429 || status == 503) {
            return paused(TemporaryFailure.notApplied(message, e), e);
        }
        if (status < 400 || status >= 500) {
            return paused(TemporaryFailure.maybeApplied(message, e), e);
        }
        return write ? new Rejected(new Problem(String.valueOf(status), message), e) : new Misconfigured(message, e);
    }

    private static TemporaryFailure paused(TemporaryFailure failure, StatusException e) {
        return e.retryAfter().map(text -> failure.retryAfter(pause(text))).orElse(failure);
    }

    private static Duration pause(String text) {
        if (text.chars().allMatch(Character::isDigit)) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(Instant.now(), until);
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
