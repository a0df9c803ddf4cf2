package dev.mooring.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.LocalStore;
import dev.mooring.store.MemoryStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.sync.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The same random works for a store and for one in memory, some of which fail; they must agree after each. */
final class RandomWorks {

    private static final int WORKS = 80;
    private static final List<String> COLLECTIONS = List.of("a", "b");

    private static final List<String> IDS =
            IntStream.range(0, 8).mapToObj(id -> "id" + id).toList();

    private static final List<Status> STATUSES = List.of(Status.values());

    private final long seed;
    private final Random random;
    private final MemoryStore model = new MemoryStore();

    RandomWorks(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    void compare(LocalStore first, Supplier<LocalStore> reopened) {
        try {
            compareEach(first, reopened);
        } catch (RuntimeException e) {
            throw new AssertionError("the store failed at seed " + seed, e);
        }
    }

    private void compareEach(LocalStore first, Supplier<LocalStore> reopened) {
        LocalStore store = first;
        for (int work = 0; work < WORKS; work++) {
            List<Consumer<StoreTransaction>> steps = steps();
            boolean fails = random.nextInt(5) == 0;
            boolean repeatable = work % 3 == 0;
            assertEquals(
                    apply(model, steps, fails, repeatable),
                    apply(store, steps, fails, repeatable),
                    () -> "seed " + seed);
            if (work % 40 == 39) {
                store = reopened.get();
            }
            int number = work;
            assertEquals(dump(model), dump(store), () -> "after work " + number + " of seed " + seed);
        }
    }

    /** What the work itself saw at its end. */
    private static Map<String, Object> apply(
            LocalStore store, List<Consumer<StoreTransaction>> steps, boolean fails, boolean repeatable) {
        Map<String, Object> seen = new TreeMap<>();
        Function<StoreTransaction, Boolean> work = tx -> {
            steps.forEach(step -> step.accept(tx));
            seen.putAll(dump(tx));
            if (fails) {
                throw new IllegalStateException("planned");
            }
            return true;
        };
        try {
            Boolean done = repeatable ? store.writeRepeatable(work) : store.write(work);
            assertTrue(done);
        } catch (IllegalStateException planned) {
            seen.put("failed", planned.getMessage());
        }
        return seen;
    }

    private List<Consumer<StoreTransaction>> steps() {
        List<Consumer<StoreTransaction>> steps = new ArrayList<>();
        for (int count = 1 + random.nextInt(6); count > 0; count--) {
            steps.add(step());
        }
        return steps;
    }

    private Consumer<StoreTransaction> step() {
        String collection = COLLECTIONS.get(random.nextInt(COLLECTIONS.size()));
        String id = "id" + random.nextInt(8);
        long number = 1L + random.nextInt(12);
        Set<Long> others = random.nextBoolean() ? Set.of() : Set.of(number + 1, number + 2);
        Status status = STATUSES.get(random.nextInt(STATUSES.size()));
        long millis = random.nextInt(4);
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> tx -> tx.put(Samples.record(collection, id, "title" + millis));
            case 4, 5 -> tx -> tx.removeRecord(collection, id);
            case 6, 7 -> tx -> tx.mark(collection, List.of(id, "id1", "never"), millis);
            case 8, 9, 10, 11 ->
                tx -> tx.put(Samples.write(collection, number, id, Samples.NOON.plusMillis(millis))
                        .with(status)
                        .waitingFor(others));
            case 12, 13 -> tx -> tx.removePending(number);
            case 14, 15 -> tx -> tx.put(Samples.letter(collection, number, id));
            case 16 -> tx -> tx.removeDeadLetter(number);
            case 17 -> tx -> tx.putNote(millis == 0 ? "" : collection, id, "text" + millis);
            case 18 -> tx -> tx.removeNote(collection, id);
            case 19, 20 -> tx -> lookAtAll(tx, collection);
            case 21 -> tx -> tx.pendingOf(collection, id).forEach(write -> tx.put(sentOnceMore(write)));
            case 22 ->
                tx -> tx.pending(collection, status, Samples.NOON.plusMillis(9), 3)
                        .forEach(write -> tx.put(write.with(Intent.create(Map.of("title", "title" + millis)))));
            default -> tx -> dropSometimes(tx, collection, millis);
        };
    }

    /** What a store keeps of it must not outlive a change. */
    private static void lookAtAll(StoreReader reader, String collection) {
        reader.records(collection, IDS);
        reader.pendingOf(collection, IDS);
    }

    private static PendingWrite sentOnceMore(PendingWrite write) {
        Delivery old = write.delivery();
        Document base = Document.of(write.id(), Map.of("sends", (long) old.sends()));
        return write.with(new Delivery(
                old.sends() + 1, Optional.of(base), old.due(), old.sends(), 0, old.sends(), Optional.of("sent")));
    }

    private static void dropSometimes(StoreTransaction tx, String collection, long chance) {
        if (chance == 0) {
            tx.drop(collection);
        }
    }

    private static Map<String, Object> dump(LocalStore store) {
        return store.read(RandomWorks::dump);
    }

    private static Map<String, Object> dump(StoreReader reader) {
        Map<String, Object> all = new TreeMap<>();
        all.put("collections", new HashSet<>(reader.collections()));
        for (String collection : COLLECTIONS) {
            all.put(collection + " records", new HashSet<>(reader.records(collection, "", 100)));
            all.put(collection + " based", reader.based(collection));
            all.put(collection + " pending", reader.pending(collection, 0, 100));
            all.put(collection + " pending count", reader.pendingCount(collection));
            all.put(collection + " letters", reader.deadLetters(collection, 0, 100));
            all.put(collection + " letter count", reader.deadLetterCount(collection));
            all.put(collection + " next due", reader.nextDue(collection));
            for (Status status : Status.values()) {
                all.put(collection + " " + status, reader.pending(collection, status, Samples.NOON.plusMillis(2), 100));
            }
            for (long generation = 0; generation < 4; generation++) {
                all.put(collection + " unmarked below " + generation, reader.unmarkedCount(collection, generation));
            }
            for (String id : IDS) {
                all.put(collection + " record " + id, reader.record(collection, id));
                all.put(collection + " pending of " + id, reader.pendingOf(collection, id));
                all.put(collection + " note " + id, reader.note(collection, id));
            }
            all.put(collection + " records of all", reader.records(collection, IDS));
            all.put(collection + " marks of all", reader.marks(collection, IDS));
            all.put(collection + " notes", reader.notes(collection, "", 100));
            all.put(collection + " pending of all", reader.pendingOf(collection, IDS));
        }
        all.put("notes of the store", reader.notes("", "", 100));
        for (long number = 1; number < 15; number++) {
            all.put("waiting for " + number, reader.waitingFor(number, 100));
            all.put("letter " + number, reader.deadLetter(number));
        }
        return all;
    }
}
