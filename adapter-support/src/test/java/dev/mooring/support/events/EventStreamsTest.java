package dev.mooring.support.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.support.http.HttpCalls;
import dev.mooring.sync.LiveChanges.Listening;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Unauthenticated;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventStreamsTest {

    private final FakeEvents server = new FakeEvents();
    private final HttpCalls calls = HttpCalls.standard();
    private final Heard heard = new Heard();
    private final List<Integer> failures = new CopyOnWriteArrayList<>();
    private EventStreams streams = streams(n -> server.url("/events"), Duration.ofMinutes(1));

    @AfterEach
    void stop() {
        streams.close();
        calls.close();
        server.close();
    }

    /** The listener throws each time, which is its own affair. */
    @Test
    void changesAreHintedFromTheMomentThatTheStreamIsLive() throws Exception {
        streams.listen(heard);
        server.say(
                1, "data: early\n\n" + event("live") + event("alive") + "data: a\n\n" + event("gap") + "data: b\n\n");

        assertThat(heard.next(6)).containsExactly("CONNECTING", "LIVE", "gap", "hint [a]", "gap", "hint [b]");
    }

    /** The pauses grow with every failure, and a stream that was live begins anew. */
    @Test
    void streamThatEndsIsOpenedAgain() throws Exception {
        streams = streams(n -> n < 3 ? "broken" : server.url("/events"), Duration.ofMinutes(1));
        server.say(1, event("live"));
        server.end(1);
        server.end(2);
        server.say(3, event("live"));

        streams.listen(heard);

        assertThat(heard.next(7)).containsExactly("CONNECTING", "LIVE", "gap", "CONNECTING", "gap", "LIVE", "gap");
        assertThat(failures).containsExactly(0, 1, 0, 1);
    }

    /** On a busy machine the first streams may be silent for too long before they are live. */
    @Test
    void streamThatIsSilentIsOpenedAgain() throws Exception {
        streams = streams(n -> server.url("/events"), Duration.ofMillis(300));
        for (int request = 1; request <= 1_000; request++) {
            server.say(request, event("live"));
        }

        streams.listen(heard);

        assertThat(heard.next(7)).containsExactly("CONNECTING", "LIVE", "gap", "CONNECTING", "gap", "LIVE", "gap");
    }

    /** The server keeps it open, and another event waits behind. */
    @Test
    void streamThatIsOverIsOpenedAgain() throws Exception {
        server.say(1, event("live") + event("over") + "data: late\n\n");
        server.say(2, event("live"));

        streams.listen(heard);

        assertThat(heard.next(7)).containsExactly("CONNECTING", "LIVE", "gap", "CONNECTING", "gap", "LIVE", "gap");
    }

    /** A redirect is followed at once; one that leads to itself is not followed for ever. */
    @ParameterizedTest
    @CsvSource({"/307, LIVE, 2", "/308, DEAD, 6", "/403, DEAD, 1"})
    void answerThatIsNoStreamLeadsOnOrEndsIt(String path, String then, int requests) throws Exception {
        streams = streams(n -> server.url(path), Duration.ofMinutes(1));
        server.say(2, event("live"));

        streams.listen(heard);

        assertThat(heard.next(2)).containsExactly("CONNECTING", then);
        assertThat(server.asked()).hasSize(requests);
    }

    @Test
    void passingFailuresAreNoEnd() throws Exception {
        streams = streams(
                n -> {
                    if (n == 1) {
                        throw new Unauthenticated("signed out");
                    }
                    return n == 2 ? server.url("/503") : server.url("/events");
                },
                Duration.ofMinutes(1));
        server.say(2, event("live"));

        streams.listen(heard);

        assertThat(heard.next(2)).containsExactly("CONNECTING", "LIVE");
    }

    /** What will not pass by itself: the thread must not end in silence. */
    @Test
    void whatNoOtherAttemptMendsIsTheEnd() throws Exception {
        for (RuntimeException failure :
                List.of(new Misconfigured("no index"), new IllegalArgumentException("a secret"))) {
            streams = streams(
                    n -> {
                        throw failure;
                    },
                    Duration.ofMinutes(1));

            streams.listen(heard);

            assertThat(heard.next(2)).containsExactly("CONNECTING", "DEAD");
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void eventThatMakesNoSenseIsTheEnd() throws Exception {
        server.say(1, event("live") + event("error"));

        streams.listen(heard);

        assertThat(heard.next(6)).containsExactly("CONNECTING", "LIVE", "gap", "CONNECTING", "gap", "DEAD");
    }

    @Test
    void closedListeningHearsNothingMoreAndItsThreadEnds() throws Exception {
        Listening listening = streams.listen(heard);
        server.say(1, event("live"));
        assertThat(heard.next(3)).containsExactly("CONNECTING", "LIVE", "gap");

        listening.close();
        listening.close();
        server.say(1, "data: a\n\n");

        assertNoThread();
        assertThat(heard.isEmpty()).isTrue();
    }

    /** A pause may be long: closing ends it. */
    @Test
    void closingEndsAPause() throws Exception {
        streams = new EventStreams(
                () -> new FakeTalk(n -> "broken"), calls, Duration.ofMinutes(1), n -> Duration.ofDays(1));
        streams.listen(heard);
        assertThat(heard.next(1)).containsExactly("CONNECTING");

        streams.close();

        assertNoThread();
        assertThatThrownBy(() -> streams.listen(heard)).isInstanceOf(IllegalStateException.class);
        assertNoThread();
    }

    /** Nobody closed the adapter, only the backend behind it: a stream that came back would never end. */
    @Test
    void closedClientEndsTheStream() throws Exception {
        streams.listen(heard);
        server.say(1, event("live"));
        assertThat(heard.next(3)).containsExactly("CONNECTING", "LIVE", "gap");

        calls.close();

        assertNoThread();
        streams.listen(heard);
        assertNoThread();
        assertThat(heard.isEmpty()).isTrue();
    }

    /** Clients that lost their server together must not come back together. */
    @Test
    void pausesAreRandomBelowABoundThatDoubles() {
        Duration first = Duration.ofMillis(500);
        Duration longest = Duration.ofSeconds(60);

        assertThat(List.of(0, 1, 6, 7, 1_000_000))
                .extracting(Reconnect.jittered(first, longest, () -> 1)::apply)
                .extracting(Duration::toMillis)
                .containsExactly(500L, 1_000L, 32_000L, 60_000L, 60_000L);
        assertThat(Reconnect.jittered(first, longest, () -> 0.5).apply(1)).hasMillis(500);
        assertThat(Reconnect.jittered(first, longest, () -> 0).apply(9)).isZero();
    }

    private EventStreams streams(Function<Integer, String> urls, Duration silence) {
        return new EventStreams(() -> new FakeTalk(urls), calls, silence, n -> {
            failures.add(n);
            return Duration.ofMillis(1);
        });
    }

    private static String event(String type) {
        return "event: " + type + "\ndata: x\n\n";
    }

    private static void assertNoThread() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(EventListening.THREAD)) {
                thread.join(30_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }
}
