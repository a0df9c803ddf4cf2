package dev.mooring.supabase;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.token.TokenSource;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The API key and the token of one user. When they are refused the suppliers are asked again, and the same call goes out once more. A token
 * of another user than the first one is never used. Safe for several threads.
 */
final class Session {

    private final TokenSource keys;
    private final @Nullable TokenSource tokens;
    private final AtomicReference<String> subject = new AtomicReference<>("");

    Session(Supplier<String> key, @Nullable Supplier<String> token) {
        keys = TokenSource.of(guarded(key, "API key"));
        Supplier<String> source = token == null ? null : guarded(token, "token");
        tokens = source == null ? null : TokenSource.of(() -> ours(source.get()));
    }

    /**
     * Makes a call.
     *
     * @param request a new one for every attempt
     * @param refused whether an answer refuses the key or the token
     */
    HttpAnswer call(
            Supplier<HttpCall.Builder> request, Function<HttpCall, HttpAnswer> sender, Predicate<HttpAnswer> refused) {
        String key = keys.current();
        String token = tokens == null ? "" : tokens.current();
        HttpAnswer answer = sender.apply(signed(request.get(), key, token));
        if (!refused.test(answer)) {
            return answer;
        }
        String freshToken = tokens == null ? "" : tokens.refresh(token);
        // a refusal does not say which of them is bad, and a token may be another text every time
        String freshKey = keys.refresh(key);
        return freshKey.equals(key) && freshToken.equals(token)
                ? answer
                : sender.apply(signed(request.get().secret(key).secret(token), freshKey, freshToken));
    }

    @Override
    public String toString() {
        return "Session";
    }

    /** A legacy key is a JWT and names its role only as a bearer; a newer key must not be one. */
    private static HttpCall signed(HttpCall.Builder call, String key, String token) {
        call.secretHeader("apikey", key);
        String bearer = token.isEmpty() && key.startsWith("eyJ") ? key : token;
        return (bearer.isEmpty() ? call : call.bearer(bearer)).build();
    }

    private String ours(String token) {
        String other = subjectOf(token);
        if (!other.isEmpty()
                && !subject.compareAndSet("", other)
                && !subject.get().equals(other)) {
            throw new Unauthenticated("the token is another user's: a backend object belongs to one user");
        }
        return token;
    }

    private static String subjectOf(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            return parts.length == 3
                            && Json.standard().parse(Base64.getUrlDecoder().decode(parts[1]))
                                    instanceof Map<?, ?> claims
                            && claims.get("sub") instanceof String name
                    ? name
                    : "";
        } catch (IllegalArgumentException | UnreadableJson e) {
            // not ours to judge: the server will
            return "";
        }
    }

    /** An application's own failure to find a secret is a passing one: nothing was sent. */
    private static Supplier<String> guarded(Supplier<String> source, String what) {
        return () -> {
            try {
                return source.get();
            } catch (SyncException e) {
                throw e;
            } catch (RuntimeException e) {
                throw TemporaryFailure.notApplied("there is no " + what + ": its supplier failed", e);
            }
        };
    }
}
