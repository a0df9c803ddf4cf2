package dev.mooring.firebase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.sun.net.httpserver.HttpServer;
import dev.mooring.firebase.realtime.sim.RealtimeSimulator;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import dev.mooring.sync.WriteKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealtimeTokensTest {

    private static final Create CREATE = Create.of(WriteKey.of("phone", 1), "a", Map.of("n", 1L));

    /** For a machine that is busy: what is tested here is what is said, not when. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RealtimeSimulator simulator = RealtimeSimulator.start().indexed("updatedAt");

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void expiredTokenIsRenewedOnceAndTheWriteSentAgain() {
        simulator.admit("old");
        simulator.admit("new");
        simulator.expire("old");
        Iterator<String> tokens = List.of("old", "new").iterator();
        try (RealtimeBackend backend = backend(builder -> builder.idToken(tokens::next))) {
            assertThat(backend.collection("todos").create(CREATE)).isInstanceOf(Outcome.Applied.class);
        }
        assertThat(simulator.at("todos", "a", "n")).isEqualTo(1d);
    }

    @Test
    void tokenThatIsRefusedTwiceIsTheEnd() {
        simulator.admit("good");
        AtomicInteger asked = new AtomicInteger();
        try (RealtimeBackend backend = backend(builder -> builder.idToken(() -> "bad" + asked.incrementAndGet()))) {
            assertThatThrownBy(() -> backend.collection("todos").create(CREATE))
                    .isInstanceOf(Unauthenticated.class)
                    .hasMessageNotContaining("bad");
        }
        assertThat(asked).hasValue(2);
    }

    /** The same status, but no other token would be let in. */
    @Test
    void whatTheRulesDenyAsksForNoOtherToken() {
        simulator.admit("good");
        simulator.deny("todos");
        AtomicInteger asked = new AtomicInteger();
        try (RealtimeBackend backend = backend(builder -> builder.idToken(() -> {
            asked.incrementAndGet();
            return "good";
        }))) {
            SyncAdapter todos = backend.collection("todos");

            assertThat(todos.create(CREATE).toString()).contains("Refused").contains("permission-denied");
            assertThatThrownBy(() -> todos.list(Cursor.START, 10))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("Permission denied");
        }
        assertThat(asked).hasValue(1);
    }

    /** With the Admin SDK's own client the same write hangs for ever. */
    @Test
    void rejectedGoogleCredentialIsUnauthenticated() throws Exception {
        HttpServer google = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        google.createContext("/", exchange -> {
            byte[] body = "{\"error\":\"invalid_grant\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        google.start();
        try (RealtimeBackend backend = backend(
                builder -> builder.credentials(account(google.getAddress().getPort())))) {
            assertThatThrownBy(() -> backend.collection("todos").create(CREATE)).isInstanceOf(Unauthenticated.class);
        } finally {
            google.stop(0);
        }
    }

    @Test
    void signInThatNeverAnswersEndsWithItsTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RealtimeBackend backend = backend(builder ->
                        builder.timeout(Duration.ofMillis(200)).credentials(account(silent.getLocalPort())))) {
            assertThatThrownBy(() -> backend.collection("todos").create(CREATE))
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            e -> assertThat(e.maybeApplied()).isFalse());
        }
    }

    @Test
    void idTokenThatNeverComesEndsWithItsTime() {
        CountDownLatch never = new CountDownLatch(1);
        try (RealtimeBackend backend =
                backend(builder -> builder.timeout(Duration.ofMillis(200)).idToken(() -> {
                    await(never);
                    return "late";
                }))) {
            assertThatThrownBy(() -> backend.collection("todos").create(CREATE))
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            e -> assertThat(e.maybeApplied()).isFalse());
        } finally {
            never.countDown();
        }
    }

    /** As nobody the write would be denied by the rules, which stands for a refusal: it would be lost when somebody signs out. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void whoIsSignedOutSendsNothing(@Nullable String none) {
        simulator.admit("good");
        AtomicInteger asked = new AtomicInteger();
        try (RealtimeBackend backend =
                backend(builder -> builder.idToken(() -> asked.getAndIncrement() == 0 ? none : "good"))) {
            SyncAdapter todos = backend.collection("todos");

            assertThatThrownBy(() -> todos.create(CREATE)).isInstanceOf(Unauthenticated.class);
            assertThat(todos.create(CREATE)).isInstanceOf(Outcome.Applied.class);
        }
    }

    /** What one user wrote must not go out as another's. */
    @Test
    void tokenOfAnotherUserIsNeverSent() {
        String ann = token("ann", 1);
        String annLater = token("ann", 2);
        String bob = token("bob", 1);
        List.of(ann, annLater, bob).forEach(simulator::admit);
        simulator.expire(ann);
        List<String> tokens = new ArrayList<>(List.of(ann, annLater, bob));
        try (RealtimeBackend backend = backend(builder -> builder.idToken(() -> tokens.remove(0)))) {
            SyncAdapter todos = backend.collection("todos");
            todos.create(CREATE);
            simulator.expire(annLater);

            assertThatThrownBy(() -> todos.create(Create.of(WriteKey.of("phone", 2), "b", Map.of("n", 1L))))
                    .isInstanceOf(Unauthenticated.class)
                    .hasMessageContaining("another user");
        }
        assertThat(simulator.at("todos", "a", "n")).isEqualTo(1d);
        assertThat(simulator.at("todos", "b")).isNull();
    }

    private static String token(String subject, int number) {
        String claims = "{\"sub\":\"" + subject + "\",\"n\":" + number + "}";
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".x";
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RealtimeBackend backend(UnaryOperator<RealtimeBackend.Builder> options) {
        return options.apply(RealtimeBackend.builder(simulator.uri())
                        .timeout(PATIENCE)
                        .bare())
                .build();
    }

    private static GoogleCredentials account(int port) {
        try {
            return ServiceAccountCredentials.newBuilder()
                    .setClientEmail("server@project.example")
                    .setPrivateKey(KeyPairGenerator.getInstance("RSA")
                            .generateKeyPair()
                            .getPrivate())
                    .setPrivateKeyId("1")
                    .setProjectId("project")
                    .setTokenServerUri(URI.create("http://127.0.0.1:" + port + "/token"))
                    .build();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
