package dev.mooring.supabase;

import dev.mooring.supabase.internal.realtime.Access;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.resilience.Sleeper;
import dev.mooring.support.token.OneUser;
import dev.mooring.support.token.TokenSource;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The API key and the token of one user. When they are refused others are asked for, and the same call goes out once more, marked as
 * repeated. A token of another user than the first one is never used. Safe for several threads.
 */
final class Session {

    /** What other clients of PostgREST mark a repeated request by. */
    private static final String REPEATED = "X-Retry-Count";

    private final SchemaCache cache;
    private final TokenSource keys;
    private final Tokens tokens;

    Session(Supplier<String> key, Tokens.Origin tokens, Sleeper sleeper) {
        this.cache = new SchemaCache(sleeper);
        this.keys = TokenSource.of(() -> guarded("API key", key));
        this.tokens = tokens.checkedBy(new OneUser()::checked);
    }

    /**
     * Makes a call; where PostgREST may not yet know what it speaks of, twice.
     *
     * @param request a new one for every attempt
     * @param refused whether an answer refuses the key or the token
     */
    HttpAnswer call(
            Supplier<HttpCall.Builder> request, Function<HttpCall, HttpAnswer> sender, Predicate<HttpAnswer> refused) {
        return cache.doubted(() -> authorized(request, sender, refused));
    }

    private HttpAnswer authorized(
            Supplier<HttpCall.Builder> request, Function<HttpCall, HttpAnswer> sender, Predicate<HttpAnswer> refused) {
        String key = key();
        String token = token();
        HttpAnswer answer = sender.apply(signed(request.get(), key, token));
        if (!refused.test(answer)) {
            return answer;
        }
        String freshToken = tokenOtherThan(token);
        // a refusal does not say which of them is bad, and a token may be another text every time
        String freshKey = keyOtherThan(key);
        return freshKey.equals(key) && freshToken.equals(token)
                ? answer
                : sender.apply(
                        signed(request.get().header(REPEATED, "1").secret(key).secret(token), freshKey, freshToken));
    }

    String key() {
        return keys.current();
    }

    String keyOtherThan(String refused) {
        return keys.refresh(refused);
    }

    /** The user's token; empty where nobody signs in. */
    String token() {
        return guarded("token", tokens::current);
    }

    String tokenOtherThan(String refused) {
        return guarded("token", () -> tokens.otherThan(refused));
    }

    /** What Realtime is let in with: where nobody is signed in the key stands for the token. */
    Access access() {
        return new Access() {
            @Override
            public String key() {
                return Session.this.key();
            }

            @Override
            public String keyOtherThan(String refused) {
                return Session.this.keyOtherThan(refused);
            }

            @Override
            public String token() {
                return orKey(guarded("token", tokens::lasting));
            }

            @Override
            public String tokenOtherThan(String refused) {
                return orKey(Session.this.tokenOtherThan(refused));
            }

            private String orKey(String token) {
                return token.isEmpty() ? key() : token;
            }
        };
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

    /** An application's own failure to find a secret is a passing one: nothing was sent. */
    private static String guarded(String what, Supplier<String> source) {
        try {
            return source.get();
        } catch (SyncException e) {
            throw e;
        } catch (RuntimeException e) {
            throw TemporaryFailure.notApplied("there is no " + what + ": its supplier failed", e);
        }
    }
}
