package dev.mooring;

import static dev.mooring.Rig.MOST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The application ends a write that waits: nothing is lost, and nothing goes. */
class GiveUpTest {

    private final Rig rig = new Rig();
    private final FlakyAdapter server = rig.flaky();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void waitingWriteBecomesALetterAndNeverGoes() {
        Records<Map<String, @Nullable Object>> todos = open();
        server.refuseAll(true);
        todos.put("1", Map.of("title", "a"));
        todos.put("2", Map.of("title", "b"));
        todos.flush(MOST);

        assertThat(todos.giveUp(waiting(todos, "1"))).isTrue();

        assertThat(todos.get("1")).isEmpty();
        assertThat(todos.status().pending()).isEqualTo(1);
        assertThat(todos.deadLetters(0, 10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.ENDED));
        server.refuseAll(false);
        assertThat(todos.sync(MOST)).isTrue();
        assertThat(rig.there("1")).isEmpty();
        assertThat(rig.there("2")).isPresent();
    }

    @Test
    void retriesCanBeEndedFromTheErrorHandler() {
        BlockingQueue<Trouble> told = new LinkedBlockingQueue<>();
        server.refuseAll(true);
        Records<Map<String, @Nullable Object>> todos = rig.mooring()
                .records("todos")
                .sync(server)
                .onError(told::add)
                .manual()
                .open();
        todos.put("1", Map.of("title", "a"));
        todos.flush(MOST);
        assertThat(Rig.next(told).ids()).containsExactly("1");

        assertThat(todos.giveUp(waiting(todos, "1"))).isTrue();

        assertThat(Rig.next(told).kind()).isEqualTo(Trouble.Kind.GIVEN_UP);
        assertThat(todos.flush(MOST)).isTrue();
    }

    @Test
    void whatFollowsIsParkedWithItAndGoesAgainWhenItDoes() {
        rig.created("1", Map.of("n", 1));
        Records<Map<String, @Nullable Object>> todos = open();
        assertThat(todos.sync(MOST)).isTrue();
        server.refuseWrites(true);
        todos.patch("1", Map.of("n", 2));
        todos.flush(MOST);
        todos.patch("1", Map.of("title", "later"));

        assertThat(todos.giveUp(waiting(todos, "1"))).isTrue();
        server.refuseWrites(false);
        long letter = todos.deadLetters(0, 10).get(0).number();
        assertThat(todos.requeue(letter)).isTrue();

        assertThat(todos.sync(MOST)).isTrue();
        assertThat(rig.there("1")).contains(Map.of("n", 2L, "title", "later"));
        assertThat(todos.status().settled()).isTrue();
    }

    @Test
    void whatACallCarriesIsNotTakenFromIt() {
        HeldAdapter held = new HeldAdapter(new InMemoryBackend().client());
        held.letReads(1_000_000);
        BlockingQueue<Status> told = new LinkedBlockingQueue<>();
        Records<Map<String, @Nullable Object>> todos =
                rig.mooring().records("held").sync(held).open();
        todos.onStatus(told::add);
        todos.put("1", Map.of("title", "a"));
        Status status = Rig.next(told);
        while (!status.setting()) {
            status = Rig.next(told);
        }

        assertThat(todos.giveUp(waiting(todos, "1"))).isFalse();
        held.letWrites(1_000_000);

        assertThat(todos.awaitPushed("1", MOST)).isTrue();
        assertThat(todos.status().deadLetters()).isZero();
    }

    @Test
    void unknownNumbersAndOtherCollectionsAreLeftAlone() {
        Records<Map<String, @Nullable Object>> todos = open();
        Records<Map<String, @Nullable Object>> others =
                rig.mooring().records("others").sync(server).manual().open();
        todos.put("1", Map.of("title", "a"));

        assertThat(others.giveUp(waiting(todos, "1"))).isFalse();
        assertThat(todos.giveUp(4711)).isFalse();
        assertThat(rig.mooring().records("local").open().giveUp(1)).isFalse();

        assertThat(todos.status().pending()).isEqualTo(1);
    }

    private Records<Map<String, @Nullable Object>> open() {
        return rig.mooring().records("todos").sync(server).manual().open();
    }

    private static long waiting(Records<Map<String, @Nullable Object>> records, String id) {
        return records.pendingWrites(0, 10).stream()
                .filter(write -> write.id().equals(id))
                .mapToLong(PendingWrite::sequence)
                .findFirst()
                .orElseThrow();
    }
}
