package dev.mooring.firebase.realtime;

import dev.mooring.firebase.token.Awaited;
import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.token.OneUser;
import dev.mooring.support.token.TokenSource;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Who calls: a server by its access token, a user by the ID token, or nobody. Safe for several threads. */
final class SignIn {

    private final @Nullable TokenSource tokens;
    private final boolean user;

    private SignIn(@Nullable TokenSource tokens, boolean user) {
        this.tokens = tokens;
        this.user = user;
    }

    /** Nobody: what the rules give to all. */
    static SignIn none() {
        return new SignIn(null, false);
    }

    /** A server's access tokens, which stand above all rules; each is waited for no longer than that. */
    static SignIn server(Supplier<String> accessTokens, Duration patience) {
        return new SignIn(TokenSource.of(new Awaited(accessTokens, patience)), false);
    }

    /** One user's ID tokens; each is waited for no longer than that. */
    static SignIn user(Supplier<? extends @Nullable String> idTokens, Duration patience) {
        OneUser user = new OneUser();
        Awaited awaited = new Awaited(idTokens, patience);
        return new SignIn(TokenSource.of(() -> user.checked(awaited.get())), true);
    }

    String current() {
        return tokens == null ? "" : tokens.current();
    }

    String refresh(String stale) {
        return tokens == null ? "" : tokens.refresh(stale);
    }

    /** The same call, signed; the database takes an ID token in the address only. */
    HttpCall signed(Address to, String token, Function<Address, HttpCall.Builder> call) {
        if (token.isEmpty()) {
            return call.apply(to).build();
        }
        return user
                ? call.apply(withToken(to, token)).secret(token).build()
                : call.apply(to).bearer(token).build();
    }

    /** An address that already carries the token of a user, and the headers beside it: for what is not a call. */
    String signedUrl(Address to, String token) {
        return (user && !token.isEmpty() ? withToken(to, token) : to).full();
    }

    /** What {@code Authorization} has to be; empty for none. */
    String authorization(String token) {
        return user || token.isEmpty() ? "" : "Bearer " + token;
    }

    @Override
    public String toString() {
        return "SignIn";
    }

    /** A redirect repeats the query, the token in it included. */
    private static Address withToken(Address to, String token) {
        boolean there = HttpUrl.get(to.full()).queryParameterNames().contains("auth");
        return there ? to : to.query("auth", token);
    }
}
