package dev.mooring.firebase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.sun.net.httpserver.HttpServer;
import dev.mooring.firebase.realtime.sim.RealtimeSimulator;
import dev.mooring.sync.Create;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.WriteKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that answers 307 to lead to the machine that serves it. */
class RedirectTest {

    private static final String TOKEN = "token-8Hd2";
    private static final Create CREATE = Create.of(WriteKey.of("phone", 1), "a", Map.of("n", 1L));

    private final RealtimeSimulator simulator = RealtimeSimulator.start();
    private final HttpServer front = front();

    @BeforeEach
    void start() {
        simulator.admit(TOKEN);
        front.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", simulator.uri() + exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        front.start();
    }

    @AfterEach
    void stop() {
        front.stop(0);
        simulator.close();
    }

    /** The query with a user's token comes back in the address that the redirect names. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namedHostGetsTheTokenAndTheWrite(boolean server) {
        try (RealtimeBackend backend = backend(builder -> (server
                        ? builder.credentials(GoogleCredentials.create(new AccessToken(TOKEN, null)))
                        : builder.idToken(() -> TOKEN))
                .redirectHost(simulator.uri().getAuthority()))) {
            assertThat(backend.collection("todos").create(CREATE)).isInstanceOf(Outcome.Applied.class);
        }
        assertThat(simulator.at("todos", "a", "n")).isEqualTo(1d);
    }

    @Test
    void anyOtherHostGetsNeither() {
        try (RealtimeBackend backend = backend(builder -> builder.idToken(() -> TOKEN))) {
            SyncAdapter todos = backend.collection("todos");

            assertThatThrownBy(() -> todos.create(CREATE))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageNotContaining(TOKEN);
        }
        assertThat(simulator.at("todos")).isNull();
    }

    private RealtimeBackend backend(UnaryOperator<RealtimeBackend.Builder> options) {
        URI url = URI.create("http://127.0.0.1:" + front.getAddress().getPort());
        return options.apply(RealtimeBackend.builder(url)
                        .timeout(Duration.ofMinutes(1))
                        .bare())
                .build();
    }

    private static HttpServer front() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
