package dev.mooring.firebase.realtime;

import com.google.auth.oauth2.GoogleCredentials;
import dev.mooring.support.events.EventStreams;
import dev.mooring.support.events.Reconnect;
import dev.mooring.support.given.Given;
import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpCalls;
import dev.mooring.support.resilience.Resilience;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.backend.Backend;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Realtime Database as one user or one server sees it: the connection, the sign-in, and what its collections are like. Safe for several
 * threads.
 *
 * <pre>{@code
 * RealtimeBackend database = RealtimeBackend.builder(URI.create("https://shop-default-rtdb.firebaseio.com"))
 *         .idToken(session::idToken)
 *         .user(session.userId())
 *         .build();
 * SyncAdapter todos = database.collection("todos");
 * }</pre>
 */
public final class RealtimeBackend implements Backend {

    private final Builder options;
    private final Address root;
    private final String namespace;
    private final HttpCalls calls;
    private final SignIn signIn;
    private final Hosts hosts;
    private final @Nullable Resilience resilience;

    private RealtimeBackend(Builder options) {
        this.options = options;
        this.root = Address.of(options.url.toString());
        this.namespace = namespace(options.url);
        this.calls = HttpCalls.builder().callTimeout(options.timeout).build();
        this.signIn = options.signIn.apply(options.timeout);
        this.hosts = new Hosts(options.hosts);
        this.resilience = options.resilience.get();
    }

    /**
     * A database.
     *
     * @param url its address, without a path; for the emulator with {@code ?ns=<database>}
     */
    public static Builder builder(URI url) {
        return new Builder(url);
    }

    @Override
    public SyncAdapter collection(String name) {
        RealtimeCollection collection = options.collection(Given.text(name, "a collection's name"));
        List<String> path = collection.path().isEmpty() ? List.of(name) : collection.path();
        if (!path.stream().allMatch(Keys::isKey)) {
            throw new IllegalArgumentException("the collection's name '" + name + "' is no key of the database");
        }
        Rest rest = new Rest(calls, signIn, hosts, root, path);
        SyncAdapter adapter = new RealtimeAdapter(
                rest, new Layout(collection), Promises.of(collection, scope(collection, rest)), this::live);
        return resilience == null ? adapter : resilience.around(adapter);
    }

    @Override
    public void close() {
        calls.close();
    }

    /** Names the address and nothing secret. */
    @Override
    public String toString() {
        return "RealtimeBackend[" + root + "]";
    }

    private EventStreams live(Hints hints) {
        return new EventStreams(() -> new RealtimeLive(hints), calls, options.silence, options.pauses);
    }

    /** What the emulator calls a database; anything else in the address might be a secret, which no scope may hold. */
    private static String namespace(URI url) {
        String query = url.getRawQuery() == null ? "" : url.getRawQuery();
        if (!query.isEmpty() && !query.matches("ns=[A-Za-z0-9-]+")) {
            throw new Misconfigured("the address of a database has no query but ns=<database>: " + url.getHost());
        }
        if (url.getPath() != null && !url.getPath().matches("/?")) {
            throw new Misconfigured("the address of a database has no path, a collection has one: " + url.getHost());
        }
        return query;
    }

    /** Names the field of the time of change too: by another one the stored cursor would mean nothing. */
    private String scope(RealtimeCollection collection, Rest rest) {
        String user = options.user.isEmpty() ? "" : " as " + options.user;
        return "firebase-realtime " + root + (namespace.isEmpty() ? "" : "?" + namespace) + " " + rest.name() + "("
                + collection.updatedAt() + ")" + user;
    }

    /** Sets one part after the other. Not safe for several threads. */
    public static final class Builder {

        private final URI url;
        private final Map<String, RealtimeCollection> collections = new LinkedHashMap<>();
        private final Set<String> hosts = new LinkedHashSet<>();
        private Function<String, RealtimeCollection> others =
                name -> RealtimeCollection.builder().build();
        private Supplier<@Nullable Resilience> resilience = () -> Resilience.standard("firebase-realtime");
        private Function<Duration, SignIn> signIn = patience -> SignIn.none();
        private String user = "";
        private Duration timeout = Duration.ofSeconds(10);
        private Duration silence = Duration.ofSeconds(75);
        private IntFunction<Duration> pauses = Reconnect.jittered(
                Duration.ofMillis(500),
                Duration.ofMinutes(1),
                () -> ThreadLocalRandom.current().nextDouble());

        private Builder(URI url) {
            this.url = Given.present(url, "the address");
        }

        private RealtimeCollection collection(String name) {
            RealtimeCollection own = collections.get(name);
            return own == null ? others.apply(name) : own;
        }

        /** What one collection is like. */
        public Builder collection(String name, RealtimeCollection own) {
            collections.put(Given.text(name, "a collection's name"), Given.present(own, "a collection"));
            return this;
        }

        /** What every collection is like that is not described by itself; one with a path of its own cannot stand for all. */
        public Builder collection(RealtimeCollection each) {
            if (!Given.present(each, "a collection").path().isEmpty()) {
                throw new IllegalArgumentException("collections without a description cannot share one path");
            }
            others = name -> each;
            return this;
        }

        /** Whatever each collection is like, by its name. */
        Builder collections(Function<String, RealtimeCollection> byName) {
            others = byName;
            return this;
        }

        /**
         * Signs in as a server, with the credentials that the application gives to Firebase as well. They stand above all rules of the
         * database: they MUST NOT be in a program that users run.
         */
        public Builder credentials(GoogleCredentials credentials) {
            Given.present(credentials, "the credentials");
            signIn = patience -> SignIn.server(new GoogleTokens(credentials), patience);
            return this;
        }

        /**
         * Signs in as a user, by the ID token that Firebase Authentication gave to the device: the rules of the database apply. Asked when
         * it is needed, and once more when it is refused, once at a time and on a thread of its own; it MUST answer null or an empty text
         * where nobody is signed in. A token of another user than the first is {@link dev.mooring.sync.Unauthenticated}. The database takes
         * an ID token in the address alone; no message and no log of this library shows it.
         */
        public Builder idToken(Supplier<? extends @Nullable String> source) {
            Given.present(source, "the source of ID tokens");
            signIn = patience -> SignIn.user(source, patience);
            return this;
        }

        /** Names the user in the scope: what one user has stored is never taken for another's. */
        public Builder user(String name) {
            user = Given.present(name, "the user");
            return this;
        }

        /**
         * Another host that the database may redirect to with the token, as {@code host} or {@code host:port}. Hosts of the same Firebase
         * domain need not be named.
         */
        public Builder redirectHost(String host) {
            hosts.add(Given.text(host, "a host"));
            return this;
        }

        /** How long one call may take, and how long a token may be waited for; ten seconds unless said. */
        public Builder timeout(Duration limit) {
            timeout = Given.time(limit, "the time-out");
            return this;
        }

        /**
         * How long a stream of events may be silent before it is taken for dead; 75 seconds unless said, which is more than two of the
         * database's signs of life.
         */
        public Builder silence(Duration limit) {
            silence = Given.time(limit, "the longest silence");
            return this;
        }

        /**
         * The pause before a stream of events is opened again, by the failures in a row; random, below a bound that doubles from half a
         * second to a minute, unless said.
         */
        public Builder reconnect(IntFunction<Duration> byFailures) {
            pauses = Given.present(byFailures, "the pauses");
            return this;
        }

        /**
         * How often one call is made at most, and the longest first pause between attempts: three and 200 ms unless said. What is given
         * up goes to the engine, which is more patient.
         */
        public Builder retries(int attempts, Duration pause) {
            Given.present(pause, "the pause");
            resilience = () -> Resilience.builder("firebase-realtime")
                    .attempts(attempts)
                    .pauses(pause, pause.multipliedBy(10))
                    .build();
            return this;
        }

        /** Another policy for repeated calls; share it between backends that are down together. */
        public Builder resilience(Resilience policy) {
            Given.present(policy, "a policy");
            resilience = () -> policy;
            return this;
        }

        /** Hands out adapters that fail at once, without repetition and breaker: for those who have a policy of their own. */
        public Builder bare() {
            resilience = () -> null;
            return this;
        }

        /** Checks and makes the backend. No I/O. */
        public RealtimeBackend build() {
            return new RealtimeBackend(this);
        }
    }
}
