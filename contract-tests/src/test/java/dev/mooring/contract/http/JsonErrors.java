package dev.mooring.contract.http;

import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What statuses mean. */
public class JsonErrors {

    /** What a status that is not 200 means; the secret is never repeated. */
    protected SyncException of(String verb, boolean write, HttpResponse<byte[]> answer, String secret) {
        int status = answer.statusCode();
        String message = verb + " was answered " + status + ": " + quoted(answer, secret);
        if (status == 401) {
            return new Unauthenticated(message);
        }
        if (status == 429 || status == 503) {
            return paused(TemporaryFailure.notApplied(message, null), answer);
        }
        if (status < 400 || status >= 500) {
            return paused(TemporaryFailure.maybeApplied(message, null), answer);
        }
        return write ? new Rejected(new Problem(String.valueOf(status), message)) : new Misconfigured(message);
    }

    /** The first of what the server said. */
    protected String quoted(HttpResponse<byte[]> answer, String secret) {
        String text = new String(answer.body(), StandardCharsets.UTF_8).replace(secret, "***");
        return text.substring(0, Math.min(200, text.length()));
    }

    /** The pause that a {@code Retry-After} asks for. */
    protected Optional<Duration> pause(String text) {
        if (!text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(Instant.now(), until);
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private TemporaryFailure paused(TemporaryFailure failure, HttpResponse<byte[]> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .flatMap(this::pause)
                .map(failure::retryAfter)
                .orElse(failure);
    }
}
