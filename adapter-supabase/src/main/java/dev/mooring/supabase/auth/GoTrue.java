package dev.mooring.supabase.auth;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.http.HttpCalls;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.token.Jwt;
import dev.mooring.support.token.TokenSource;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The calls to the Auth server. They go out once each; a refused key is asked for again. Immutable; safe for several threads. */
final class GoTrue {

    private static final long LARGEST = 1024 * 1024;
    /** The server no longer knows the session, which is what a sign-out asks for. */
    private static final Set<Integer> GONE = Set.of(401, 403, 404);

    private static final Duration LONGEST = Duration.ofDays(3650);

    private final HttpCalls calls;
    private final TokenSource keys;
    private final Address base;
    private final Clock clock;
    private final LongSupplier nanos;

    GoTrue(HttpCalls calls, TokenSource keys, Address base, Clock clock, LongSupplier nanos) {
        this.calls = calls;
        this.keys = keys;
        this.base = base;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** A new session by password. */
    Held password(Credentials credentials) {
        long asked = nanos.getAsLong();
        Map<String, String> account = Map.of("email", credentials.email(), "password", credentials.password());
        return held(token("password", "signing in", account, credentials.password()), asked);
    }

    /**
     * The session's successor; the refresh token is used up by it, unless its answer is lost.
     *
     * @param over says what then, where the server no longer knows the session
     */
    Held refresh(SupabaseSession old, Function<Unauthenticated, Held> over) {
        long asked = nanos.getAsLong();
        HttpAnswer answer = token(
                "refresh_token",
                "refreshing the session",
                Map.of("refresh_token", old.refreshToken()),
                old.refreshToken());
        if (AuthErrors.sessionIsOver(answer)) {
            return over.apply(new Unauthenticated("the session is over, sign in again: " + answer));
        }
        Held fresh = held(answer, asked);
        if (!fresh.session().user().equals(old.user())) {
            throw new Unauthenticated("refreshing the session answered another user's: it is not used");
        }
        return fresh;
    }

    /** Ends the session, or all of its user's. */
    void logout(String accessToken, String scope) {
        HttpAnswer answer = keys.authorized(
                key -> calls.send(HttpCall.post(base.segment("logout").query("scope", scope))
                        .about("signing out")
                        .secretHeader("apikey", key)
                        .bearer(accessToken)
                        .largestAnswer(LARGEST)
                        .readsOnly()
                        .build()));
        if (!GONE.contains(answer.status())) {
            AuthErrors.TABLE.check(CallKind.READ, answer);
        }
    }

    private HttpAnswer token(String grant, String about, Map<String, String> body, String secret) {
        return keys.authorized(
                key -> calls.send(HttpCall.post(base.segment("token").query("grant_type", grant))
                        .about(about)
                        .secretHeader("apikey", key)
                        .secret(secret)
                        .json(Json.standard().write(body))
                        .largestAnswer(LARGEST)
                        .readsOnly()
                        .build()));
    }

    private Held held(HttpAnswer answer, long asked) {
        AuthErrors.TABLE.check(CallKind.READ, answer);
        Map<?, ?> body = parsed(answer) instanceof Map<?, ?> map ? map : Map.of();
        return session(body, asked).orElseThrow(() -> unreadable(answer));
    }

    /** A lifetime counts from when it was asked for, by a clock that nobody can set. */
    private Optional<Held> session(Map<?, ?> body, long asked) {
        if (!(body.get("access_token") instanceof String access
                && body.get("refresh_token") instanceof String refresh
                && body.get("expires_in") instanceof Long seconds)) {
            return Optional.empty();
        }
        Map<?, ?> user = body.get("user") instanceof Map<?, ?> known ? known : Map.of();
        String id = user.get("id") instanceof String known ? known : Jwt.subject(access);
        String email = user.get("email") instanceof String known ? known : "";
        if (id.isEmpty() || access.isEmpty() || refresh.isEmpty()) {
            return Optional.empty();
        }
        Duration lifetime = Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST.toSeconds())));
        Instant until = Jwt.expiry(access).orElseGet(() -> clock.instant().plus(lifetime));
        return Optional.of(
                new Held(new SupabaseSession(id, email, access, refresh, until), asked + lifetime.toNanos()));
    }

    private static @Nullable Object parsed(HttpAnswer answer) {
        try {
            return Json.standard().parse(answer.bytes());
        } catch (UnreadableJson e) {
            return null;
        }
    }

    /** Such an answer may hold tokens, so that nothing of it is shown. */
    private static SyncException unreadable(HttpAnswer answer) {
        return TemporaryFailure.notApplied(
                answer.call() + " answered " + answer.status() + " with something that is no session", null);
    }
}
