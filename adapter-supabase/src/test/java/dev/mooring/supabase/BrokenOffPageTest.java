package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Cursor;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Large rows, a slow line: a page that does not arrive whole was asked for at the same size for ever. */
class BrokenOffPageTest {

    private final MockWebServer server = new MockWebServer();
    private final SupabaseBackend backend;
    private final SyncAdapter todos;

    BrokenOffPageTest() throws IOException {
        server.start();
        backend = SupabaseBackend.builder(server.url("/").uri(), () -> "key")
                .bare()
                .build();
        todos = backend.collection("todos");
    }

    @AfterEach
    void stop() {
        backend.close();
        server.close();
    }

    @Test
    void pageThatBreaksOffIsAPassingFailureAndTheNextIsHalfAsLarge() throws InterruptedException {
        server.enqueue(brokenOff(rows(2_000)));
        server.enqueue(brokenOff(rows(2_000)));
        server.enqueue(
                new MockResponse.Builder().code(200).body("[" + rows(3) + "]").build());

        for (int times = 0; times < 2; times++) {
            assertThatThrownBy(() -> todos.list(Cursor.START, 1000)).isInstanceOf(TemporaryFailure.class);
        }

        assertThat(todos.list(Cursor.START, 1000).documents()).hasSize(3);
        assertThat(limits(3)).containsExactly("1000", "500", "250");
    }

    @Test
    void serverThatIsAwayChangesNothing() throws InterruptedException {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(new MockResponse.Builder().code(503).body("").build());
        server.enqueue(new MockResponse.Builder().code(200).body("[]").build());

        for (int times = 0; times < 2; times++) {
            assertThatThrownBy(() -> todos.list(Cursor.START, 1000)).isInstanceOf(TemporaryFailure.class);
        }
        todos.list(Cursor.START, 1000);

        assertThat(limits(3)).containsExactly("1000", "1000", "1000");
    }

    /** Less than was announced, then the end: rows were read by then. */
    private static MockResponse brokenOff(String rows) {
        return new MockResponse.Builder()
                .code(200)
                .body("[" + rows)
                .setHeader("Content-Length", 10_000_000)
                .onResponseEnd(new SocketEffect.CloseSocket())
                .build();
    }

    private static String rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "{\"id\":\"t" + n + "\",\"title\":\"" + "x".repeat(100) + "\"}")
                .collect(Collectors.joining(","));
    }

    private List<String> limits(int requests) throws InterruptedException {
        List<String> limits = new ArrayList<>();
        for (int n = 0; n < requests; n++) {
            RecordedRequest request = server.takeRequest(60, TimeUnit.SECONDS);
            limits.add(String.valueOf(request).replaceFirst(".*[?&]limit=([0-9]+).*", "$1"));
        }
        return limits;
    }
}
