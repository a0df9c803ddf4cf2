package dev.mooring.supabase.auth;

import static dev.mooring.support.status.Reaction.MISCONFIGURED;
import static dev.mooring.support.status.Reaction.TEMPORARY;
import static dev.mooring.support.status.Reaction.UNAUTHENTICATED;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.StatusTable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an answer of the Auth server means. None of its calls changes data, so that nothing is ever in doubt. Immutable. */
final class AuthErrors {

    static final StatusTable TABLE = StatusTable.builder()
            .code(AuthErrors::code)
            .row(400, 499, "over_*", TEMPORARY)
            .row(400, 499, "validation_failed", MISCONFIGURED)
            .row(400, 499, "bad_json", MISCONFIGURED)
            .row(400, UNAUTHENTICATED)
            .row(403, UNAUTHENTICATED)
            .build();

    /** What no repetition mends: the refresh token is used up, or the session was ended. */
    private static final Set<String> OVER = Set.of(
            "refresh_token_not_found",
            "refresh_token_already_used",
            "session_not_found",
            "session_expired",
            "user_banned",
            "user_not_found",
            "bad_jwt",
            "invalid_grant");

    private AuthErrors() {}

    /** Whether a refresh was refused for good; a refused API key is no end of a session. */
    static boolean sessionIsOver(HttpAnswer answer) {
        return !answer.successful() && code(answer).filter(OVER::contains).isPresent();
    }

    /** Newer servers say {@code error_code}, older ones {@code error}; the gateway says neither. */
    private static Optional<String> code(HttpAnswer answer) {
        try {
            return Json.standard().parse(answer.bytes()) instanceof Map<?, ?> body
                    ? Stream.of("error_code", "code", "error")
                            .map(body::get)
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .findFirst()
                    : Optional.empty();
        } catch (UnreadableJson e) {
            return Optional.empty();
        }
    }
}
