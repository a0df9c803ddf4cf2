package dev.mooring.e2e.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.contract.fault.On;
import dev.mooring.fetch.FetchBackend;
import dev.mooring.server.RestServer;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.backend.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application of docs/getting-started.md in processes of its own: edited, killed, started again. */
class GettingStartedTest {

    private static final Map<String, Map<String, @Nullable Object>> EDITED = Map.of(
            "milk", Map.of("title", "Milk", "count", 2L, "done", true),
            "bread", Map.of("title", "Bread", "count", 1L, "done", false));

    @TempDir
    Path directory;

    private final RestServer server = RestServer.builder().inMemory().start();
    private final HttpFaults network = HttpFaults.inFrontOf(server.uri());
    private @Nullable Process running;

    @AfterEach
    void stop() {
        if (running != null) {
            running.destroyForcibly();
        }
        network.close();
        server.close();
    }

    @Test
    void editsMadeOfflineSurviveAKillAndArriveOnce() throws Exception {
        network.arm(On.every(), Fault.resetBefore());
        assertThat(say("edit")).isEqualTo("edited");
        kill();
        assertThat(onTheServer()).isEmpty();

        network.clear();

        assertThat(say("sync")).isEqualTo("in step: true, 0 writes wait");
        assertThat(onTheServer()).isEqualTo(EDITED);
    }

    @Test
    void writesWhoseAnswersWereLostAreNotMadeTwice() throws Exception {
        network.arm(On.everyWrite(), Fault.loseAnswer());
        assertThat(say("edit")).isEqualTo("edited");
        network.awaitRequests(3, Duration.ofSeconds(30));
        kill();

        network.clear();

        assertThat(say("sync")).isEqualTo("in step: true, 0 writes wait");
        assertThat(onTheServer()).isEqualTo(EDITED);
    }

    /** Starts the application and answers its first line. */
    private String say(String what) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String file = directory.resolve("list.db").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShoppingList.class.getName(),
                        file,
                        network.uri().toString(),
                        what)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        running = process;
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return String.valueOf(lines.readLine());
    }

    private void kill() throws InterruptedException {
        assertThat(running).isNotNull();
        assertThat(running.destroyForcibly().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private Map<String, Map<String, @Nullable Object>> onTheServer() {
        try (Backend backend = FetchBackend.mooringRest(server.uri()).build()) {
            return backend.collection("shopping").list(Cursor.START, 100).documents().stream()
                    .collect(Collectors.toMap(Document::id, Document::fields));
        }
    }
}
