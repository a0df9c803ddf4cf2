package dev.mooring.firebase.firestore;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.firestore.v1.Value;
import com.google.protobuf.Timestamp;
import dev.mooring.firebase.firestore.sim.FirestoreSimulator;
import dev.mooring.sync.Create;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.LiveChanges.Listening;
import dev.mooring.sync.LiveChanges.State;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.WriteKey;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FirestoreLiveTest {

    private static final Duration GUARD = Duration.ofMinutes(1);
    private static final Value LATER = Value.newBuilder()
            .setTimestampValue(Timestamp.newBuilder()
                    .setSeconds(Instant.parse("2026-01-01T01:00:00Z").getEpochSecond()))
            .build();

    private final FirestoreSimulator simulator = FirestoreSimulator.start();
    private final FirestoreBackend backend = FirestoreBackend.builder(simulator.options())
            .listeningPauses(attempt -> Duration.ofMillis(1))
            .bare()
            .build();
    private final SyncAdapter todos = backend.collection("todos");
    private final Heard heard = new Heard();

    @AfterEach
    void stop() {
        todos.close();
        backend.close();
        simulator.close();
    }

    @Test
    void aChangeIsHintedByItsId() throws InterruptedException {
        listen();
        heard.next("CONNECTING");
        heard.next("LIVE");
        heard.next("gap");

        todos.create(Create.of(WriteKey.of("d", 1), "a", Map.of("n", 1L)));

        heard.next("[a]");
    }

    /** The SDK ends its listener in these, and says so. */
    @ParameterizedTest
    @EnumSource(names = {"ABORTED"})
    void aListenerThatWasEndedIsBegunAnew(Status.Code code) throws InterruptedException {
        listen();
        heard.next("CONNECTING");
        heard.next("LIVE");
        heard.next("gap");

        simulator.endStreams(code.toStatus());

        heard.next("CONNECTING");
        heard.next("gap");
        heard.next("LIVE");
        heard.next("gap");
    }

    @ParameterizedTest
    @EnumSource(names = {"PERMISSION_DENIED", "FAILED_PRECONDITION", "INVALID_ARGUMENT"})
    void whatNoRepetitionMendsIsDead(Status.Code code) throws InterruptedException {
        listen();
        heard.next("CONNECTING");
        heard.next("LIVE");
        heard.next("gap");

        simulator.endStreams(code.toStatus());

        heard.next("DEAD");
        heard.next("gap");
    }

    /** More than the limit may be there within the overlap already: to begin anew for that would never end, and each time is billed. */
    @Test
    void manyDocumentsWithinTheOverlapAreListenedToOnce() throws InterruptedException {
        for (int i = 0; i <= 1000; i++) {
            simulator.put("todos/r" + i, Map.of("updatedAt", LATER));
        }

        listen();
        heard.next("CONNECTING");
        heard.next("LIVE");
        heard.next("gap");
        todos.create(Create.of(WriteKey.of("d", 1), "a", Map.of("n", 1L)));

        heard.next("[a]");
        assertThat(simulator.calls("Listen")).isEqualTo(1);
    }

    @Test
    void aStreamThatBreaksIsTakenUpByTheSdkAndLosesNoHint() throws InterruptedException {
        listen();
        heard.next("CONNECTING");
        heard.next("LIVE");
        heard.next("gap");

        simulator.endStreams(Status.UNAVAILABLE);
        todos.create(Create.of(WriteKey.of("d", 1), "a", Map.of("n", 1L)));

        heard.next("[a]");
    }

    @Test
    void aCollectionThatCannotBeReadIsAskedAgain() throws InterruptedException {
        simulator.failNext("RunQuery", Status.UNAVAILABLE);

        listen();
        heard.next("CONNECTING");
        heard.next("CONNECTING");
        heard.next("gap");
        heard.next("LIVE");
        heard.next("gap");
    }

    @Test
    void closingTheAdapterEndsItsListenings() throws InterruptedException {
        listen();
        heard.next("CONNECTING");
        heard.next("LIVE");
        heard.next("gap");

        todos.close();
        simulator.endStreams(Status.ABORTED);
        backend.collection("todos").create(Create.of(WriteKey.of("d", 1), "a", Map.of("n", 1L)));

        assertThat(heard.told).isEmpty();
    }

    /** Ends with the adapter. */
    private void listen() {
        Listening unused = todos.capability(LiveChanges.class).orElseThrow().listen(heard);
    }

    private static final class Heard implements LiveChanges.Listener {

        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        void next(String expected) throws InterruptedException {
            assertThat(told.poll(GUARD.toSeconds(), TimeUnit.SECONDS)).isEqualTo(expected);
        }

        @Override
        public void hint(Set<String> ids) {
            told.add(ids.toString());
        }

        @Override
        public void gap() {
            told.add("gap");
        }

        @Override
        public void state(State state) {
            told.add(state.toString());
        }
    }
}
