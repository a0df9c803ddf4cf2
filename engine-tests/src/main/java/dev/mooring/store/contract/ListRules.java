package dev.mooring.store.contract;

import static dev.mooring.store.contract.Samples.NOON;
import static dev.mooring.store.contract.Samples.TODOS;
import static dev.mooring.store.contract.Samples.letter;
import static dev.mooring.store.contract.Samples.record;
import static dev.mooring.store.contract.Samples.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** STORE-4. */
abstract class ListRules extends StoreRules {

    private static final List<String> IDS =
            IntStream.rangeClosed(1, 25).mapToObj(n -> "id/" + n).toList();

    ListRules(LocalStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("STORE-4 records come in pages, each once, in the same order every time")
    void recordsComeInPages() {
        change(tx -> {
            IDS.forEach(id -> tx.put(record(id, "x")));
            tx.put(record("others", "id/0", "x"));
        });

        List<StoredRecord> all = look(reader -> reader.records(TODOS, "", 100));

        assertEquals(Set.copyOf(IDS), Set.copyOf(ids(all)));
        assertEquals(IDS.size(), all.size());
        assertEquals(all, pages(after -> look(reader -> reader.records(TODOS, after, 4)), StoredRecord::id, ""));
    }

    @Test
    @DisplayName("STORE-4 a list goes on after an item that is gone")
    void listsGoOnAfterWhatIsGone() {
        change(tx -> IDS.forEach(id -> tx.put(record(id, "x"))));
        List<String> before = ids(look(reader -> reader.records(TODOS, "", 100)));
        String last = before.get(9);

        change(tx -> tx.removeRecord(TODOS, last));

        assertEquals(before.subList(10, 25), ids(look(reader -> reader.records(TODOS, last, 100))));
    }

    @Test
    @DisplayName("STORE-4 records are found by their ids; those that are not stored are left out")
    void recordsAreFoundByIds() {
        change(tx -> IDS.forEach(id -> tx.put(record(id, "x"))));
        List<String> asked = new ArrayList<>(IDS);
        asked.add("missing");

        Map<String, StoredRecord> found = look(reader -> reader.records(TODOS, asked));

        assertEquals(Set.copyOf(IDS), found.keySet());
        found.forEach((id, each) -> assertEquals(record(id, "x"), each));
        assertEquals(Map.of(), look(reader -> reader.records("others", IDS)));
        assertEquals(Map.of(), look(reader -> reader.records(TODOS, List.of())));
    }

    @Test
    @DisplayName("STORE-4 pending writes of a collection come in pages by sequence")
    void pendingWritesComeInPages() {
        List<PendingWrite> writes =
                IntStream.rangeClosed(1, 25).mapToObj(n -> write(n * 2L, "1")).toList();
        change(tx -> {
            writes.forEach(tx::put);
            tx.put(write("others", 7, "1"));
        });

        assertEquals(
                writes, pages(after -> look(reader -> reader.pending(TODOS, after, 4)), PendingWrite::sequence, 0L));
        assertEquals(writes, look(reader -> reader.pendingOf(TODOS, "1")));
        assertEquals(writes.subList(1, 3), look(reader -> reader.pending(TODOS, 3, 2)));
    }

    @Test
    @DisplayName("STORE-4 pending writes are found by the ids of their records, each list by sequence")
    void pendingWritesAreFoundByIds() {
        change(tx -> {
            for (int number = 1; number <= 50; number++) {
                tx.put(write(51 - number, IDS.get(number % 25)));
            }
            tx.put(write("others", 60, IDS.get(0)));
        });
        List<String> asked = new ArrayList<>(IDS);
        asked.add("missing");

        Map<String, List<PendingWrite>> found = look(reader -> reader.pendingOf(TODOS, asked));

        assertEquals(Set.copyOf(IDS), found.keySet());
        found.forEach((id, each) -> assertEquals(look(reader -> reader.pendingOf(TODOS, id)), each));
        assertEquals(Map.of(), look(reader -> reader.pendingOf(TODOS, List.of())));
    }

    @Test
    @DisplayName("STORE-2 work that looked at many sees what it changed since")
    void workSeesItsChangesOfWhatItLookedAt() {
        change(tx -> {
            tx.put(record("1", "old"));
            tx.put(record("2", "old"));
            tx.put(write(1, "1"));
            tx.put(write(2, "2"));
        });

        change(tx -> {
            tx.records(TODOS, List.of("1", "2", "3"));
            tx.pendingOf(TODOS, List.of("1", "2", "3"));
            tx.put(record("1", "new"));
            tx.removeRecord(TODOS, "2");
            tx.put(record("3", "new"));
            tx.removePending(1);
            tx.put(write(2, "2").with(Status.CLAIMED));
            tx.put(write(3, "3").waitingFor(Set.of(2L)));

            assertEquals(Optional.of(record("1", "new")), tx.record(TODOS, "1"));
            assertEquals(Optional.empty(), tx.record(TODOS, "2"));
            assertEquals(Optional.of(record("3", "new")), tx.record(TODOS, "3"));
            assertEquals(List.of(), tx.pendingOf(TODOS, "1"));
            assertEquals(List.of(write(2, "2").with(Status.CLAIMED)), tx.pendingOf(TODOS, "2"));
            assertEquals(tx.pendingOf(TODOS, "3"), tx.waitingFor(2, 9));
        });

        assertEquals(List.of(write(2, "2").with(Status.CLAIMED)), look(reader -> reader.pendingOf(TODOS, "2")));
        assertEquals(List.of(write(3, "3").waitingFor(Set.of(2L))), look(reader -> reader.waitingFor(2, 9)));
    }

    @Test
    @DisplayName("STORE-4 due writes come by time, then by sequence")
    void dueWritesComeByTimeThenSequence() {
        Instant later = NOON.plusMillis(1);
        change(tx -> {
            tx.put(write(TODOS, 1, "a", later));
            tx.put(write(TODOS, 2, "b", NOON));
            tx.put(write(TODOS, 3, "c", NOON));
            tx.put(write(TODOS, 4, "d", NOON).with(Status.WAITING));
            tx.put(write("others", 5, "e", NOON.minusSeconds(9)));
            tx.put(write(TODOS, 6, "f", Instant.MAX).with(Status.HELD));
            tx.put(write(TODOS, 7, "g", Instant.MIN).with(Status.HELD));
        });

        assertEquals(List.of(2L, 3L), due(Status.READY, NOON, 10));
        assertEquals(List.of(2L), due(Status.READY, NOON, 1));
        assertEquals(List.of(2L, 3L, 1L), due(Status.READY, later, 10));
        assertEquals(List.of(4L), due(Status.WAITING, later, 10));
        assertEquals(List.of(7L), due(Status.HELD, later, 10));
        assertEquals(List.of(7L, 6L), due(Status.HELD, Instant.MAX, 10));
        assertEquals(Optional.of(NOON), look(reader -> reader.nextDue(TODOS)));
        assertEquals(Optional.empty(), look(reader -> reader.nextDue("nothing")));
    }

    @Test
    @DisplayName("STORE-4 who waits for a write is found, across collections, until it waits no more or is gone")
    void whoWaitsIsFound() {
        change(tx -> {
            tx.put(write(2, "a").waitingFor(Set.of(1L)));
            tx.put(write("others", 3, "b").waitingFor(Set.of(1L, 2L)));
            tx.put(write(4, "c").waitingFor(Set.of(1L)));
        });
        assertEquals(List.of(2L, 3L, 4L), waitingFor(1, 10));
        assertEquals(List.of(2L, 3L), waitingFor(1, 2));
        assertEquals(List.of(3L), waitingFor(2, 10));

        change(tx -> {
            tx.put(write(2, "a"));
            tx.removePending(4);
        });

        assertEquals(List.of(3L), waitingFor(1, 10));
    }

    @Test
    @DisplayName("STORE-4 unmarked records have a base and a mark below the generation, in pages")
    void unmarkedRecordsComeInPages() {
        change(tx -> {
            IDS.forEach(id -> tx.put(record(id, "x")));
            tx.put(StoredRecord.unknown(TODOS, "own"));
            tx.mark(TODOS, List.of("id/1", "id/2", "missing"), 3);
            tx.mark(TODOS, List.of("id/2"), 4);
        });
        change(tx -> tx.put(record("id/1", "rewritten")));
        List<String> expected = new ArrayList<>(ids(look(reader -> reader.records(TODOS, "", 100))));
        expected.removeAll(List.of("own", "id/2"));

        assertEquals(25, count(reader -> reader.unmarkedCount(TODOS, 5)));
        assertEquals(24, count(reader -> reader.unmarkedCount(TODOS, 4)));
        assertEquals(23, count(reader -> reader.unmarkedCount(TODOS, 3)));
        assertEquals(25, count(reader -> reader.based(TODOS)));
        List<StoredRecord> paged =
                pages(after -> look(reader -> reader.unmarked(TODOS, 4, after, 5)), StoredRecord::id, "");
        assertEquals(expected, ids(paged));
    }

    @Test
    @DisplayName("STORE-4 a whole page is marked at once, ids that are not stored among it")
    void manyRecordsAreMarkedAtOnce() {
        List<String> stored =
                IntStream.rangeClosed(1, 100).mapToObj(n -> "n" + n).toList();
        List<String> marked = new ArrayList<>(stored.subList(0, 75));
        marked.add(40, "missing");
        change(tx -> {
            stored.forEach(id -> tx.put(record(id, "x")));
            tx.mark(TODOS, marked, 2);
        });

        List<String> unmarked = ids(look(reader -> reader.unmarked(TODOS, 2, "", 1_000)));
        assertEquals(Set.copyOf(stored.subList(75, 100)), Set.copyOf(unmarked));
        assertEquals(25, count(reader -> reader.unmarkedCount(TODOS, 2)));
    }

    @Test
    @DisplayName("STORE-4 a record that was removed and comes back has no mark")
    void removedRecordsForgetTheirMark() {
        change(tx -> {
            tx.put(record("1", "x"));
            tx.mark(TODOS, List.of("1"), 3);
            tx.removeRecord(TODOS, "1");
            tx.put(record("1", "x"));
        });

        assertEquals(1, count(reader -> reader.unmarkedCount(TODOS, 1)));
    }

    @Test
    @DisplayName("STORE-4 dead letters come in pages by number")
    void deadLettersComeInPages() {
        List<DeadLetter> letters =
                IntStream.rangeClosed(1, 9).mapToObj(n -> letter(n, "1")).toList();
        change(tx -> {
            letters.forEach(tx::put);
            tx.put(letter("others", 99, "1"));
        });

        assertEquals(
                letters, pages(after -> look(reader -> reader.deadLetters(TODOS, after, 2)), DeadLetter::number, 0L));
        assertEquals(9, count(reader -> reader.deadLetterCount(TODOS)));
    }

    @Test
    @DisplayName("STORE-4 notes of an owner come in pages, each once, in the same order every time")
    void notesComeInPages() {
        Map<String, String> expected = new HashMap<>();
        IDS.forEach(name -> expected.put(name, "text of " + name));
        change(tx -> {
            expected.forEach((name, text) -> tx.putNote(TODOS, name, text));
            tx.putNote(TODOS, "", "without a name");
            tx.putNote("", "id/0", "of the store");
            tx.putNote("others", "id/0", "x");
        });

        Map<String, String> all = look(reader -> reader.notes(TODOS, "", 100));

        assertEquals(expected, all);
        assertEquals(
                List.copyOf(all.entrySet()),
                pages(
                        after -> look(reader ->
                                List.copyOf(reader.notes(TODOS, after, 4).entrySet())),
                        Map.Entry::getKey,
                        ""));
        assertEquals(Map.of("id/0", "of the store"), look(reader -> reader.notes("", "", 100)));
        assertEquals(Map.of(), look(reader -> reader.notes("nothing", "", 100)));
    }

    @Test
    @DisplayName("STORE-4 marks are found by the ids of their records, with and without a base")
    void marksAreFoundByIds() {
        List<String> asked = new ArrayList<>(IDS);
        asked.add("missing");
        change(tx -> {
            IDS.forEach(id -> tx.put(record(id, "x")));
            tx.put(StoredRecord.unknown(TODOS, "own"));
            tx.mark(TODOS, asked, 3);
            tx.mark(TODOS, List.of("id/2", "own"), 4);
            tx.removeRecord(TODOS, "id/3");

            assertEquals(Map.of("id/2", 4L), tx.marks(TODOS, List.of("id/2", "id/3")));
        });

        Map<String, Long> found = look(reader -> reader.marks(TODOS, asked));

        assertEquals(24, found.size());
        found.forEach((id, mark) -> assertEquals(id.equals("id/2") ? 4L : 3L, mark, id));
        assertEquals(Map.of("own", 4L), look(reader -> reader.marks(TODOS, List.of("own", "missing"))));
        assertEquals(Map.of(), look(reader -> reader.marks("others", IDS)));
        assertEquals(Map.of(), look(reader -> reader.marks(TODOS, List.of())));
    }

    private List<Long> due(Status status, Instant at, int limit) {
        return look(reader -> reader.pending(TODOS, status, at, limit)).stream()
                .map(PendingWrite::sequence)
                .toList();
    }

    private List<Long> waitingFor(long sequence, int limit) {
        return look(reader -> reader.waitingFor(sequence, limit)).stream()
                .map(PendingWrite::sequence)
                .toList();
    }

    private static List<String> ids(List<StoredRecord> records) {
        return records.stream().map(StoredRecord::id).toList();
    }

    private static <T, K> List<T> pages(Function<K, List<T>> page, Function<T, K> key, K from) {
        Set<T> seen = new LinkedHashSet<>();
        K after = from;
        for (List<T> next = page.apply(after); !next.isEmpty(); next = page.apply(after)) {
            assertTrue(next.size() <= 5, "a page has more items than its limit");
            assertTrue(seen.addAll(next), "a page brought nothing new");
            after = key.apply(next.get(next.size() - 1));
        }
        return List.copyOf(seen);
    }
}
