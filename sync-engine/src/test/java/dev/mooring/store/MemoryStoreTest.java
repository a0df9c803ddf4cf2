package dev.mooring.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.store.PendingWrite.Status;
import dev.mooring.sync.Document;
import dev.mooring.sync.WriteKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final MemoryStore store = new MemoryStore();

    @Test
    void workThatThrowsLeavesNothing() {
        put(record("1", "old"));
        store.write(tx -> done(() -> tx.put(write(1, "1", NOON))));
        List<String> told = new ArrayList<>();

        assertThatThrownBy(() -> store.write(tx -> {
                    tx.put(record("1", "new"));
                    tx.put(record("2", "new"));
                    tx.mark("c", List.of("1"), 7);
                    tx.removePending(1);
                    tx.put(write(2, "1", NOON).waitingFor(Set.of(1L)));
                    tx.putNote("c", "cursor", "x");
                    tx.onCommit(() -> told.add("told"));
                    tx.drop("c");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        check(r -> assertThat(r.records("c", "", 10)).containsExactly(record("1", "old")));
        check(r -> assertThat(r.unmarkedCount("c", 1)).isEqualTo(1));
        check(r -> assertThat(r.pendingOf("c", "1")).containsExactly(write(1, "1", NOON)));
        check(r -> assertThat(r.waitingFor(1, 10)).isEmpty());
        check(r -> assertThat(r.note("c", "cursor")).isEmpty());
        assertThat(told).isEmpty();
    }

    @Test
    void dueWritesComeByTimeThenSequence() {
        store.write(tx -> done(() -> {
            tx.put(write(1, "a", NOON.plusSeconds(2)));
            tx.put(write(2, "b", NOON));
            tx.put(write(3, "c", NOON));
            tx.put(write(4, "d", NOON).with(Status.WAITING));
        }));

        assertThat(due(NOON, 10)).containsExactly(2L, 3L);
        assertThat(due(NOON.plusSeconds(2), 2)).containsExactly(2L, 3L);
        assertThat(due(NOON.plusSeconds(2), 9)).containsExactly(2L, 3L, 1L);
        check(r -> assertThat(r.nextDue("c")).contains(NOON));
        check(r -> assertThat(r.pendingCount("c")).isEqualTo(4));
    }

    @Test
    void whoWaitsIsFoundUntilItWaitsNoMore() {
        store.write(tx -> done(() -> {
            tx.put(write(1, "a", NOON));
            tx.put(write(2, "a", NOON).with(Status.WAITING).waitingFor(Set.of(1L)));
        }));
        check(r -> assertThat(r.waitingFor(1, 10)).hasSize(1));

        store.write(tx -> done(() -> tx.put(write(2, "a", NOON))));

        check(r -> assertThat(r.waitingFor(1, 10)).isEmpty());
    }

    @Test
    void onlyBasedRecordsBelowTheGenerationAreUnmarked() {
        put(record("1", "x"));
        put(record("2", "x"));
        put(StoredRecord.unknown("c", "3"));
        store.write(tx -> done(() -> tx.mark("c", List.of("1", "gone"), 2)));

        check(r -> assertThat(r.unmarked("c", 2, "", 10))
                .extracting(StoredRecord::id)
                .containsExactly("2"));
        check(r -> assertThat(r.unmarkedCount("c", 3)).isEqualTo(2));
        check(r -> assertThat(r.based("c")).isEqualTo(2));
    }

    @Test
    void closedStoreRefusesAndReopenedStoreRemembers() {
        put(record("1", "x"));

        MemoryStore next = store.reopen();

        next.read(r -> assertThat(r.record("c", "1")).contains(record("1", "x")));
        assertThatThrownBy(() -> store.read(r -> r.record("c", "1")))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CLOSED));
    }

    @Test
    void workThatCallsTheStoreAgainIsRefused() {
        assertThatThrownBy(() -> store.write(tx -> store.read(r -> r.based("c"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.read(r -> store.write(tx -> tx.based("c"))))
                .isInstanceOf(IllegalStateException.class);
    }

    private void check(Consumer<StoreReader> look) {
        store.read(r -> done(() -> look.accept(r)));
    }

    private List<Long> due(Instant at, int limit) {
        return store.read(r -> r.pending("c", Status.READY, at, limit).stream()
                .map(PendingWrite::sequence)
                .toList());
    }

    private void put(StoredRecord record) {
        store.write(tx -> done(() -> tx.put(record)));
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }

    private static StoredRecord record(String id, String title) {
        return StoredRecord.of("c", Document.of(id, Map.of("title", title)));
    }

    private static PendingWrite write(long sequence, String id, Instant due) {
        return new PendingWrite(
                sequence,
                "c",
                id,
                WriteKey.of("d", sequence),
                Intent.create(Map.of("n", sequence)),
                Status.READY,
                Delivery.due(due),
                Set.of(),
                NOON);
    }
}
