package dev.mooring.firebase.firestore;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.firestore.v1.Document;
import com.google.firestore.v1.DocumentTransform.FieldTransform;
import com.google.firestore.v1.Value;
import com.google.firestore.v1.Write;
import com.google.protobuf.Timestamp;
import dev.mooring.firebase.firestore.sim.FirestoreSimulator;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FirestoreFeedTest {

    private static final int WRITERS = 24;
    private static final int PAGE = 10;

    private final FirestoreSimulator simulator = FirestoreSimulator.start();
    private final FirestoreBackend backend = FirestoreBackend.builder(simulator.options())
            .collection(FirestoreCollection.builder().pageSize(PAGE).build())
            .bare()
            .build();
    private final SyncAdapter todos = backend.collection("todos");
    private final Map<String, Integer> delivered = new HashMap<>();
    private Cursor at = Cursor.START;

    @AfterEach
    void stop() {
        backend.close();
        simulator.close();
    }

    /** Requests are stamped when they arrive and committed in another order, at most four seconds later; pulls come in between. */
    @RepeatedTest(20)
    void stragglersAreFound(RepetitionInfo repetition) {
        long seed = Long.getLong("mooring.seed", System.nanoTime() + repetition.getCurrentRepetition());
        Random random = new Random(seed);
        List<Deque<Runnable>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new ArrayDeque<>());
        }
        Set<String> written = new TreeSet<>();

        for (int step = 0; step < 240; step++) {
            Deque<Runnable> writer = writers.get(random.nextInt(WRITERS));
            if (writer.isEmpty()) {
                String id = "r" + written.size();
                written.add(id);
                writer.add(simulator.begin(stamped(id)));
            } else {
                writer.remove().run();
            }
            if (step % 40 == 39) {
                // nobody is late for longer than the overlap of five seconds
                writers.forEach(late -> late.forEach(Runnable::run));
                writers.forEach(Deque::clear);
            }
            simulator.advance(Duration.ofMillis(random.nextInt(100)));
            if (random.nextInt(12) == 0) {
                pull();
            }
        }
        writers.forEach(late -> late.forEach(Runnable::run));
        pull();

        assertThat(delivered.keySet()).as("-Dmooring.seed=%d", seed).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void moreEqualTimestampsThanAPageDoNotStall() {
        pull();
        simulator.advance(Duration.ofSeconds(1));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5 * PAGE + 3; i++) {
            ids.add("r" + i);
            simulator.put("todos/r" + i, Map.of("updatedAt", time("2026-01-01T00:00:00.001Z")));
        }

        int pages = pull();

        assertThat(delivered.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(pages).isEqualTo(6);
    }

    @Test
    void whatIsReadAgainForTheOverlapIsNotDeliveredAgain() {
        pull();
        simulator.begin(stamped("a")).run();

        pull();
        pull();

        assertThat(delivered).isEqualTo(Map.of("a", 1));
    }

    @Test
    void aStampOfTheFutureWaitsForItsTimeAndHidesNothing() {
        pull();
        simulator.put("todos/future", Map.of("updatedAt", time("2026-01-01T01:00:00Z")));
        pull();
        simulator.begin(stamped("now")).run();
        pull();
        assertThat(delivered).containsOnlyKeys("now");

        simulator.advance(Duration.ofHours(2));
        pull();

        assertThat(delivered).containsOnlyKeys("now", "future");
    }

    @Test
    void aDocumentWithoutATimestampArrivesFromTheStart() {
        simulator.put("todos/bare", Map.of("n", TestValues.of(1L)));
        simulator.put("todos/text", Map.of("updatedAt", TestValues.of("yesterday")));

        pull();

        assertThat(delivered).containsOnlyKeys("bare", "text");
    }

    /** "Datastore's numeric ids appear as {@code __id7__}": they are read, though none can be written. */
    @Test
    void numericIdsOfDatastoreDoNotBeginTheListingAnew() {
        for (int i = 0; i < 2 * PAGE + 5; i++) {
            simulator.put("todos/__id" + i + "__", Map.of("n", TestValues.of(1L)));
        }

        pull();

        assertThat(delivered).hasSize(2 * PAGE + 5);
    }

    private int pull() {
        int pages = 0;
        ChangePage page;
        do {
            page = todos.changesSince(at, 100);
            page.changes().stream().map(Change::id).forEach(id -> delivered.merge(id, 1, Integer::sum));
            at = page.next();
            pages++;
            assertThat(pages).as("pages of a pull").isLessThan(1000);
        } while (page.more());
        return pages;
    }

    private static Write stamped(String id) {
        return Write.newBuilder()
                .setUpdate(Document.newBuilder().setName(FirestoreSimulator.name("todos/" + id)))
                .addUpdateTransforms(FieldTransform.newBuilder()
                        .setFieldPath("updatedAt")
                        .setSetToServerValue(FieldTransform.ServerValue.REQUEST_TIME))
                .build();
    }

    private static Value time(String text) {
        Instant time = Instant.parse(text);
        return Value.newBuilder()
                .setTimestampValue(
                        Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
                .build();
    }
}
