package dev.mooring.supabase.auth;

import dev.mooring.support.given.Given;
import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpCalls;
import dev.mooring.support.token.TokenSource;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A user who is signed in, and stays so: the access token is refreshed before it ends, once for everybody who needs it, and a new session is
 * kept before it is used. An answer that was lost is asked for again with the same refresh token, which the server allows. Safe for
 * several threads, and for several programs that share a {@link SessionStore#file}.
 *
 * <pre>{@code
 * SupabaseAuth auth = SupabaseAuth.builder(url, () -> publishableKey).store(SessionStore.file(path)).build();
 * auth.signIn(new Credentials("ann@example.org", password));
 * SupabaseBackend project = SupabaseBackend.builder(url, () -> publishableKey).auth(auth).build();
 * }</pre>
 */
public final class SupabaseAuth implements AutoCloseable {

    private final HttpCalls calls;
    private final Keeper keeper;

    private SupabaseAuth(Builder options) {
        calls = HttpCalls.builder().callTimeout(options.timeout).build();
        Address base = Address.of(options.url.toString()).path(options.path);
        GoTrue server = new GoTrue(calls, TokenSource.of(options.apiKey), base, options.clock, options.nanos);
        keeper = new Keeper(server, options.store, options.credentials, options.clock, options.nanos);
    }

    /**
     * The users of a project.
     *
     * @param url the project's address, without a path
     * @param apiKey its publishable or legacy anon key; asked from any thread, and again when it is refused
     */
    public static Builder builder(URI url, Supplier<String> apiKey) {
        return new Builder(url, apiKey);
    }

    /**
     * Signs a user in by password, in the place of whoever was.
     *
     * @throws Unauthenticated when the server refuses them
     * @throws TemporaryFailure when it could not be asked, or the session could not be kept
     */
    public SupabaseSession signIn(Credentials credentials) {
        return keeper.signIn(Given.present(credentials, "credentials"));
    }

    /**
     * Forgets the session here, then ends it at the server. The access token stays good until it ends by itself; nobody holds it any more.
     *
     * @throws TemporaryFailure when the server could not be told; the session is forgotten all the same
     */
    public void signOut() {
        keeper.signOut("local");
    }

    /** The same for all sessions of the user, on every device. */
    public void signOutEverywhere() {
        keeper.signOut("global");
    }

    /**
     * An access token that is good for a while; refreshed where it is about to end.
     *
     * @throws Unauthenticated when nobody is signed in, or the session is over and there are no credentials to sign in anew
     * @throws TemporaryFailure when there is no token and the server cannot be asked
     */
    public String accessToken() {
        return keeper.token(null);
    }

    /**
     * Another access token than one that a server refused.
     *
     * @param refused what was sent
     * @throws SyncException as {@link #accessToken}
     */
    public String accessTokenOtherThan(String refused) {
        return keeper.token(Given.present(refused, "the token that was refused"));
    }

    /** Who is signed in, as the store has it; no call is made. */
    public Optional<SupabaseSession> session() {
        return keeper.session();
    }

    /** Ends the connections; the session stays in the store. */
    @Override
    public void close() {
        calls.close();
    }

    /** Shows no token. */
    @Override
    public String toString() {
        return "SupabaseAuth[" + keeper + "]";
    }

    /** Sets one part after the other. Not safe for several threads. */
    public static final class Builder {

        private final URI url;
        private final Supplier<String> apiKey;
        private String path = "auth/v1";
        private SessionStore store = SessionStore.inMemory();
        private @Nullable Supplier<Credentials> credentials;
        private Duration timeout = Duration.ofSeconds(10);
        private Clock clock = Clock.systemUTC();
        private LongSupplier nanos = System::nanoTime;

        private Builder(URI url, Supplier<String> apiKey) {
            this.url = Given.present(url, "the address");
            this.apiKey = Given.present(apiKey, "the source of the key");
        }

        /** Where sessions are kept; in memory unless said. */
        public Builder store(SessionStore sessions) {
            store = Given.present(sessions, "a session store");
            return this;
        }

        /** Signs in by itself whenever there is no session, or the one there is belongs to another account or is over. */
        public Builder credentials(Supplier<Credentials> account) {
            credentials = Given.present(account, "the source of credentials");
            return this;
        }

        /** Where the Auth server is below the project's address; {@code auth/v1} unless said. */
        public Builder path(String below) {
            path = Given.present(below, "the path");
            return this;
        }

        /** How long one call may take; ten seconds unless said. */
        public Builder timeout(Duration limit) {
            timeout = Given.time(limit, "the time-out");
            return this;
        }

        /** What tells how long a stored session is good for after a restart; the system's unless said. A wrong one costs one refresh. */
        public Builder clock(Clock source) {
            clock = Given.present(source, "a clock");
            return this;
        }

        /** What lifetimes are measured by: nanoseconds that never go back; {@link System#nanoTime} unless said. */
        public Builder monotonic(LongSupplier nanoseconds) {
            nanos = Given.present(nanoseconds, "a monotonic clock");
            return this;
        }

        /** Makes it. No I/O. */
        public SupabaseAuth build() {
            return new SupabaseAuth(this);
        }
    }
}
