package dev.mooring.firebase.firestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.auth.Credentials;
import com.google.auth.Retryable;
import com.google.cloud.firestore.FirestoreOptions;
import dev.mooring.firebase.firestore.sim.FirestoreSimulator;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import dev.mooring.sync.WriteKey;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A credential that gives no token ends each call, and says what the engine should do. */
class CredentialsTest {

    private static final Create CREATE = Create.of(WriteKey.of("d", 1), "a", Map.of("n", 1L));

    private final FirestoreSimulator simulator = FirestoreSimulator.start();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stop() {
        released.countDown();
        simulator.close();
    }

    @Test
    void aRejectedCredentialIsUnauthenticatedAndNeverHangs() {
        try (FirestoreBackend backend = backend(new Failing(false))) {
            SyncAdapter todos = backend.collection("todos");

            assertThat(catchThrowableOfType(Unauthenticated.class, () -> todos.list(Cursor.START, 1)))
                    .isNotNull();
            assertThat(catchThrowableOfType(Unauthenticated.class, () -> todos.create(CREATE)))
                    .isNotNull();
        }
    }

    @Test
    void aSignInServerThatIsDownIsTemporary() {
        try (FirestoreBackend backend = backend(new Failing(true))) {
            SyncAdapter todos = backend.collection("todos");

            assertThat(catchThrowableOfType(TemporaryFailure.class, () -> todos.list(Cursor.START, 1)))
                    .isNotNull();
        }
    }

    @Test
    void aCredentialThatNeverAnswersEndsByTheTimeOut() {
        try (FirestoreBackend backend = backend(new Hanging(released))) {
            SyncAdapter todos = backend.collection("todos");

            assertThat(catchThrowableOfType(TemporaryFailure.class, () -> todos.list(Cursor.START, 1)))
                    .isNotNull();
        } finally {
            released.countDown();
        }
    }

    /** FIRESTORE_EMULATOR_HOST goes before what is named in the options: writes would go where nobody looks for them. */
    @Test
    void anEmulatorOfTheEnvironmentNeverReplacesTheOneInTheOptions() {
        SignIn server = SignIn.server(emulated("127.0.0.1:1"));

        assertThat(catchThrowableOfType(Misconfigured.class, () -> server.check(emulated("127.0.0.1:2"))))
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("127.0.0.1:2");
        assertThatCode(() -> server.check(emulated("127.0.0.1:1"))).doesNotThrowAnyException();
    }

    private static FirestoreOptions emulated(String host) {
        return FirestoreOptions.newBuilder()
                .setProjectId(FirestoreSimulator.PROJECT)
                .setEmulatorHost(host)
                .build();
    }

    private FirestoreBackend backend(Credentials credentials) {
        FirestoreOptions options = FirestoreOptions.newBuilder()
                .setProjectId(FirestoreSimulator.PROJECT)
                .setCredentials(credentials)
                .setChannelProvider(InstantiatingGrpcChannelProvider.newBuilder()
                        .setEndpoint(simulator.address())
                        .setChannelConfigurator(channel -> channel.usePlaintext())
                        .build())
                .build();
        return FirestoreBackend.builder(options)
                .timeout(Duration.ofMillis(200))
                .bare()
                .build();
    }

    /** The sign-in server answered that, or could not be asked. */
    private static class Failing extends Credentials {

        private static final long serialVersionUID = 1L;

        private final boolean retryable;

        Failing(boolean retryable) {
            this.retryable = retryable;
        }

        @Override
        public String getAuthenticationType() {
            return "OAuth2";
        }

        @Override
        public Map<String, List<String>> getRequestMetadata(@Nullable URI uri) throws IOException {
            throw new NoToken(retryable);
        }

        @Override
        public boolean hasRequestMetadata() {
            return true;
        }

        @Override
        public boolean hasRequestMetadataOnly() {
            return true;
        }

        @Override
        public void refresh() {}
    }

    /** The sign-in server says nothing. */
    private static final class Hanging extends Failing {

        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch released;

        Hanging(CountDownLatch released) {
            super(true);
            this.released = released;
        }

        @Override
        public Map<String, List<String>> getRequestMetadata(@Nullable URI uri) throws IOException {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.getRequestMetadata(uri);
        }
    }

    private static final class NoToken extends IOException implements Retryable {

        private static final long serialVersionUID = 1L;

        private final boolean retryable;

        NoToken(boolean retryable) {
            super("invalid_grant");
            this.retryable = retryable;
        }

        @Override
        public boolean isRetryable() {
            return retryable;
        }

        @Override
        public int getRetryCount() {
            return 0;
        }
    }
}
