package dev.mooring.firebase.firestore;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import dev.mooring.support.given.Given;
import dev.mooring.support.resilience.Resilience;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.backend.Backend;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Firestore database: the connection, who signs in, and what its collections are like. Unless ID tokens are given it signs in as the options
 * say, which is as a trusted server: service accounts bypass all security rules, so they MUST NOT be in a program that users run. Safe for
 * several threads.
 *
 * <pre>{@code
 * FirestoreBackend database = FirestoreBackend.builder(FirestoreClient.getFirestore(app).getOptions()).build();
 * SyncAdapter todos = database.collection("todos");
 * }</pre>
 */
public final class FirestoreBackend implements Backend {

    /** How much longer than the SDK's own time-out a call is waited for, for instance while a token is fetched. */
    private static final Duration GUARD = Duration.ofMillis(500);

    private final Builder options;
    private final Firestore firestore;
    private final Calls calls;
    private final @Nullable Resilience resilience;

    private FirestoreBackend(Builder options) {
        this.options = options;
        SignIn signIn = options.signIn.apply(options.connection, options.timeout);
        FirestoreOptions own =
                signIn.options().setRetrySettings(once(options.timeout)).build();
        signIn.check(own);
        this.firestore = own.getService();
        this.calls = new Calls(signIn, options.timeout.plus(GUARD));
        this.resilience = options.resilience.get();
    }

    /**
     * A database, by the options of the application's own client: project, credentials, database, emulator. A client of its own is made of
     * them, whose retries are off, since what is sent again has to be marked as such.
     */
    public static Builder builder(FirestoreOptions options) {
        return new Builder(options);
    }

    private static RetrySettings once(Duration timeout) {
        return RetrySettings.newBuilder()
                .setMaxAttempts(1)
                .setInitialRpcTimeoutDuration(timeout)
                .setMaxRpcTimeoutDuration(timeout)
                .setTotalTimeoutDuration(timeout)
                .build();
    }

    @Override
    public SyncAdapter collection(String name) {
        Given.text(name, "a collection's name");
        FirestoreCollection shape = options.shape(name);
        Documents documents = new Documents(shape, firestore.collection(shape.path(name)));
        FirestoreBatch batches = new FirestoreBatch(firestore, calls, shape.path(name));
        FirestoreLive live = new FirestoreLive(documents, calls, options.listeningPauses);
        SyncAdapter adapter =
                new FirestoreAdapter(documents, calls, batches, live, scope(shape.path(name) + shape.scope()));
        return resilience == null ? adapter : resilience.around(adapter);
    }

    /** Closes the connection; running calls end. May be called twice. */
    @Override
    public void close() {
        firestore.shutdownNow();
    }

    /** Names the project and nothing secret. */
    @Override
    public String toString() {
        return "FirestoreBackend[" + place() + "]";
    }

    private String scope(String path) {
        String user = options.user.isEmpty() ? "" : " as " + options.user;
        return "firestore " + place() + " " + path + user;
    }

    /** An emulator's times mean nothing to the true service. */
    private String place() {
        String emulator = options.connection.getEmulatorHost();
        return (emulator == null ? "" : emulator + "/")
                + firestore.getOptions().getProjectId() + "/"
                + firestore.getOptions().getDatabaseId();
    }

    /** Sets one part after the other. Not safe for several threads. */
    public static final class Builder {

        private static final FirestoreCollection PLAIN =
                FirestoreCollection.builder().build();

        private final FirestoreOptions connection;
        private final Map<String, FirestoreCollection> collections = new LinkedHashMap<>();
        private Function<String, FirestoreCollection> others = name -> PLAIN;
        private Supplier<@Nullable Resilience> resilience = () -> Resilience.standard("firestore");
        private Duration timeout = Duration.ofSeconds(10);
        private BiFunction<FirestoreOptions, Duration, SignIn> signIn =
                (connection, patience) -> SignIn.server(connection);
        private String user = "";
        private IntFunction<Duration> listeningPauses =
                attempt -> Duration.ofSeconds(Math.min(60, 1L << Math.min(attempt, 6)));

        private Builder(FirestoreOptions options) {
            this.connection = Given.present(options, "the options");
        }

        private FirestoreCollection shape(String collection) {
            FirestoreCollection own = collections.get(collection);
            return own == null ? others.apply(collection) : own;
        }

        /** What one collection is like. */
        public Builder collection(String name, FirestoreCollection own) {
            collections.put(Given.text(name, "a collection's name"), Given.present(own, "a collection"));
            return this;
        }

        /** What every collection is like that is not described by itself; one with a path of its own cannot stand for all. */
        public Builder collection(FirestoreCollection each) {
            if (Given.present(each, "a collection").hasPath()) {
                throw new IllegalArgumentException("collections without a description cannot share one path");
            }
            others = name -> each;
            return this;
        }

        /**
         * Signs in as a user, by the ID token that Firebase Authentication gave to the device: the security rules apply, and credentials in the
         * options are not used. Asked when it is needed, and once more when it is refused, once at a time and on a thread of its own; it MUST
         * answer null or an empty text where nobody is signed in. A token of another user than the first is
         * {@link dev.mooring.sync.Unauthenticated}.
         */
        public Builder idToken(Supplier<? extends @Nullable String> source) {
            Given.present(source, "the source of ID tokens");
            signIn = (connection, patience) -> SignIn.user(connection, source, patience);
            return this;
        }

        /** Names the user in the scope: what one user has stored is never taken for another's. */
        public Builder user(String name) {
            user = Given.present(name, "the user");
            return this;
        }

        /** How long one call may take; ten seconds unless said. */
        public Builder timeout(Duration limit) {
            timeout = Given.time(limit, "the time-out");
            return this;
        }

        /**
         * How often one call is made at most, and the longest first pause between attempts: three and 200 ms unless said. What is given
         * up goes to the engine, which is more patient.
         */
        public Builder retries(int attempts, Duration pause) {
            Given.present(pause, "the pause");
            resilience = () -> Resilience.builder("firestore")
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

        /** Whatever each collection is like, by its name. */
        Builder collections(Function<String, FirestoreCollection> byName) {
            others = byName;
            return this;
        }

        /** How long is waited before a listening that ended is begun anew, by the number of failures in a row. */
        Builder listeningPauses(IntFunction<Duration> byFailures) {
            listeningPauses = byFailures;
            return this;
        }

        /** Checks and makes the backend. No I/O. */
        public FirestoreBackend build() {
            return new FirestoreBackend(this);
        }
    }
}
