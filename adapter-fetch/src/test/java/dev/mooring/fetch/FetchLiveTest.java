package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.fetch.FakeApi.Reply;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.LiveChanges.Listening;
import dev.mooring.sync.SyncAdapter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FetchLiveTest {

    private static final Resource RESOURCE =
            Resource.builder().events("/{collection}/events").build();

    private final HeardEvents heard = new HeardEvents();
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void eventsAreHints() throws Exception {
        try (FakeApi api = FakeApi.answering(request -> stream("data: {\"id\": 7}\n\nevent: x\ndata: what?\n\n"));
                Listening listening = listen(api, () -> "t")) {
            assertThat(heard.next()).isEqualTo("CONNECTING");
            assertThat(heard.next()).isEqualTo("LIVE");
            assertThat(heard.next()).isEqualTo("gap");
            assertThat(heard.next()).isEqualTo("hint [7]");
            assertThat(heard.next()).isEqualTo("hint []");
            end.countDown();
            assertThat(listening).isNotNull();
        }
    }

    @Test
    void brokenStreamIsOpenedAgainAndTellsOfGaps() throws Exception {
        AtomicInteger times = new AtomicInteger();
        try (FakeApi api = FakeApi.answering(request -> times.incrementAndGet() == 1
                        ? Reply.of(200, "data: {}\n\n").with("Content-Type", "text/event-stream")
                        : stream(""));
                Listening listening = listen(api, () -> "t")) {
            String all = String.join(
                    ",",
                    heard.next(),
                    heard.next(),
                    heard.next(),
                    heard.next(),
                    heard.next(),
                    heard.next(),
                    heard.next(),
                    heard.next());

            assertThat(all).isEqualTo("CONNECTING,LIVE,gap,hint [],CONNECTING,gap,LIVE,gap");
            end.countDown();
            assertThat(listening).isNotNull();
        }
    }

    @Test
    void silentStreamIsOpenedAgain() throws Exception {
        Resource impatient =
                RESOURCE.toBuilder().keepAlive(Duration.ofMillis(200)).build();
        try (FakeApi api = FakeApi.answering(request -> stream(""));
                Listening listening = listen(api, impatient, () -> "t")) {
            for (String told : new String[] {"CONNECTING", "LIVE", "gap", "CONNECTING", "gap", "LIVE", "gap"}) {
                assertThat(heard.next()).isEqualTo(told);
            }
            end.countDown();
            assertThat(listening).isNotNull();
        }
    }

    @Test
    void refusedTokenIsRenewedOnceMore() throws Exception {
        AtomicInteger tokens = new AtomicInteger();
        try (FakeApi api = FakeApi.answering(
                        request -> request.header("Authorization").orElse("").equals("Bearer 2")
                                ? stream("")
                                : Reply.of(401, ""));
                Listening listening = listen(api, () -> "" + tokens.incrementAndGet())) {
            assertThat(heard.next()).isEqualTo("CONNECTING");
            assertThat(heard.next()).isEqualTo("LIVE");
            end.countDown();
            assertThat(listening).isNotNull();
        }
    }

    @Test
    void streamThatIsNotAllowedIsGivenUp() throws Exception {
        try (FakeApi api = FakeApi.answering(request -> Reply.of(403, ""));
                Listening listening = listen(api, () -> "t")) {
            assertThat(heard.next()).isEqualTo("CONNECTING");
            assertThat(heard.next()).isEqualTo("DEAD");
            assertThat(api.requests()).hasSize(1);
            assertThat(listening).isNotNull();
        }
    }

    /** What no header can carry will not pass by itself: the thread must not end in silence. */
    @Test
    void tokenThatCannotBeSentIsTheEndOfTheStream() throws Exception {
        try (FakeApi api = FakeApi.answering(request -> stream(""));
                Listening listening = listen(api, () -> "two\nlines")) {
            assertThat(heard.next()).isEqualTo("CONNECTING");
            assertThat(heard.next()).isEqualTo("DEAD");
            assertThat(listening).isNotNull();
        }
    }

    @Test
    void closeEndsTheThread() throws Exception {
        try (FakeApi api = FakeApi.answering(request -> stream("data: {\"id\": 1}\n\n"))) {
            SyncAdapter todos = backend(api, RESOURCE, () -> "t").build().collection("todos");
            todos.capability(LiveChanges.class).orElseThrow().listen(heard);
            while (!heard.next().equals("LIVE")) {
                assertThat(heard.isEmpty() && Thread.interrupted()).isFalse();
            }

            todos.close();

            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("mooring-events")) {
                    thread.join(20_000);
                    assertThat(thread.isAlive()).isFalse();
                }
            }
            end.countDown();
        }
    }

    private Listening listen(FakeApi api, Supplier<String> token) {
        return listen(api, RESOURCE, token);
    }

    private Listening listen(FakeApi api, Resource resource, Supplier<String> token) {
        SyncAdapter todos = backend(api, resource, token).build().collection("todos");
        return todos.capability(LiveChanges.class).orElseThrow().listen(heard);
    }

    private static FetchBackend.Builder backend(FakeApi api, Resource resource, Supplier<String> token) {
        return api.backend(resource).token(token).reconnect(failures -> Duration.ofMillis(1));
    }

    /** A stream that stays open until the test's end. */
    private Reply stream(String events) {
        return new Reply(200, Map.of("Content-Type", "text/event-stream"), out -> write(out, events));
    }

    private void write(OutputStream out, String events) throws IOException {
        out.write((": hello\n\n" + events).getBytes(StandardCharsets.UTF_8));
        out.flush();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
