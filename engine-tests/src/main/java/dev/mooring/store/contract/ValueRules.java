package dev.mooring.store.contract;

import static dev.mooring.store.contract.Samples.NOON;
import static dev.mooring.store.contract.Samples.TODOS;
import static dev.mooring.store.contract.Samples.own;
import static dev.mooring.store.contract.Samples.record;
import static dev.mooring.store.contract.Samples.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** STORE-5. */
abstract class ValueRules extends StoreRules {

    /** Texts that some store has mistaken for something else. */
    private static final List<String> TEXTS = List.of(
            "/",
            "..",
            "%2F",
            "a,b",
            "\"",
            "'",
            "\\",
            " ",
            "é",
            "e\u0301",
            "🛶",
            "0",
            "00",
            "1",
            "null",
            "\u0000",
            "a\u0000b",
            "\n",
            "x".repeat(2_000),
            "A",
            "a");

    ValueRules(LocalStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("STORE-5 fields come back equal: exact numbers, nested nulls, empty maps and lists, any text")
    void fieldsComeBackEqual() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("large", 9_007_199_254_740_993L);
        fields.put("least", Long.MIN_VALUE);
        fields.put("huge", new BigInteger("123456789012345678901234567890"));
        fields.put("tenth", new BigDecimal("0.1"));
        fields.put("precise", new BigDecimal("3." + "1415926535".repeat(50)));
        fields.put("far", new BigDecimal("1e9000"));
        fields.put("near", new BigDecimal("-1.5e-9000"));
        fields.put("truth", true);
        fields.put("nested", map("null", null, "list", Arrays.asList(1L, null, List.of(), Map.of())));
        TEXTS.forEach(text -> fields.put(text, text));
        StoredRecord record = own("1", fields);

        change(tx -> tx.put(record));
        reopen();

        assertEquals(Optional.of(record), look(reader -> reader.record(TODOS, "1")));
    }

    @Test
    @DisplayName("STORE-5 a view comes back whatever the base is, with and without pending writes")
    void viewComesBackWhateverTheBaseIs() {
        Map<String, @Nullable Object> fields = Map.of("title", "base");
        Document base = Document.of("1", fields).withVersion(new Version("v1"));
        Map<String, @Nullable Object> local = Map.of("opened", true);
        List<Optional<Map<String, @Nullable Object>>> views = List.of(
                Optional.empty(), Optional.of(Map.of()), Optional.of(fields), Optional.of(Map.of("title", "mine")));
        for (boolean pending : List.of(false, true)) {
            for (Optional<Map<String, @Nullable Object>> view : views) {
                for (Map<String, @Nullable Object> own : List.of(Map.<String, @Nullable Object>of(), local)) {
                    StoredRecord record =
                            new StoredRecord(TODOS, "1", Optional.of(base), Optional.empty(), view, own, pending);

                    change(tx -> tx.put(record));
                    reopen();

                    assertEquals(Optional.of(record), look(reader -> reader.record(TODOS, "1")));
                    assertEquals(List.of(record), look(reader -> reader.records(TODOS, "", 10)));
                }
            }
        }
    }

    @Test
    @DisplayName("STORE-5 the order of fields is kept, at every depth")
    void orderOfFieldsIsKept() {
        List<String> names = List.of("z", "a", "m", "B", "10", "9");
        Map<String, @Nullable Object> inner = new LinkedHashMap<>();
        names.forEach(name -> inner.put(name, name));
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(inner);
        fields.put("inner", inner);

        change(tx -> tx.put(own("1", fields)));

        Map<String, @Nullable Object> view =
                look(reader -> reader.record(TODOS, "1")).orElseThrow().view().orElseThrow();
        List<String> expected = new ArrayList<>(names);
        expected.add("inner");
        assertEquals(expected, List.copyOf(view.keySet()));
        Map<?, ?> stored = view.get("inner") instanceof Map<?, ?> map ? map : Map.of();
        assertEquals(names, new ArrayList<Object>(stored.keySet()));
    }

    @Test
    @DisplayName("STORE-5 a text of a million characters comes back")
    void largeTextsComeBack() {
        StoredRecord record = own("1", Map.of("text", "🛶é\"x".repeat(200_000)));

        change(tx -> tx.put(record));

        assertEquals(Optional.of(record), look(reader -> reader.record(TODOS, "1")));
    }

    @Test
    @DisplayName("STORE-5 texts of any content serve as ids, collections and notes")
    void anyTextIsAName() {
        change(tx -> TEXTS.forEach(text -> {
            tx.put(record(text, text, text));
            tx.putNote(text, text, text);
        }));
        reopen();

        for (String text : TEXTS) {
            assertEquals(List.of(record(text, text, text)), look(reader -> reader.records(text, "", 9)));
            assertEquals(Optional.of(text), look(reader -> reader.note(text, text)));
        }
        assertEquals(Set.copyOf(TEXTS), Set.copyOf(look(reader -> reader.collections())));
        assertEquals(TEXTS.size(), look(reader -> reader.collections()).size());
    }

    @Test
    @DisplayName("STORE-5 a record comes back whole, in each of its states")
    void recordsComeBackWhole() {
        Document base = new Document(
                "1",
                Map.of("title", "base"),
                Optional.of(new Version("W/\"1\"")),
                Set.of(WriteKey.of("a", 1), WriteKey.of("b", 2)),
                Optional.of(NOON));
        Version deletion = new Version("gone");
        Map<String, @Nullable Object> none = Map.of();
        for (StoredRecord each : List.of(
                StoredRecord.of(TODOS, base),
                new StoredRecord(TODOS, "1", Optional.of(base), Optional.empty(), Optional.empty(), none, true),
                new StoredRecord(
                        TODOS, "1", Optional.of(base), Optional.empty(), Optional.of(base.fields()), none, true),
                new StoredRecord(TODOS, "1", Optional.of(base), Optional.empty(), Optional.of(none), none, true),
                new StoredRecord(TODOS, "1", Optional.empty(), Optional.of(deletion), Optional.empty(), none, false),
                new StoredRecord(TODOS, "1", Optional.empty(), Optional.of(deletion), Optional.of(none), none, true),
                own("1", Map.of("title", "mine")),
                StoredRecord.of(TODOS, Document.of("1", none)),
                new StoredRecord(
                        TODOS, "1", Optional.of(base), Optional.empty(), Optional.empty(), Map.of("seen", true), false),
                StoredRecord.unknown(TODOS, "1"))) {
            change(tx -> tx.put(each));

            assertEquals(Optional.of(each), look(reader -> reader.record(TODOS, "1")));
        }
    }

    @Test
    @DisplayName("STORE-5 a pending write comes back whole, in each of its states; put replaces it")
    void pendingWritesComeBackWhole() {
        Document base = Document.of("1", Map.of("title", "base")).withVersion(new Version("v1"));
        Delivery sent = new Delivery(3, Optional.of(base), NOON.plusMillis(5), 2, 1, 17, Optional.of("503 \"busy\""));
        PendingWrite update =
                write(1, "1").with(Intent.update(map("gone", null, "title", "new"), Map.of("title", "old")));
        PendingWrite create = update.with(Intent.create(Map.of("n", 1L)).over(new Version("gone")));
        for (PendingWrite each : List.of(
                update,
                update.with(sent).with(Status.CLAIMED),
                update.with(sent).with(Status.HELD).waitingFor(Set.of(7L, 9L)),
                create.with(Status.IN_DOUBT),
                create.with(WriteKey.of("other", 5)),
                update.with(Intent.delete(Map.of("title", "old"))),
                update.withId("renamed"),
                write("others", 1, "1"))) {
            change(tx -> tx.put(each));

            assertEquals(Optional.of(each), look(reader -> reader.pending(1)));
            assertEquals(List.of(each), look(reader -> reader.pendingOf(each.collection(), each.id())));
            assertEquals(1, count(reader -> reader.pendingCount(each.collection())));
        }
        assertEquals(List.of(), look(reader -> reader.pending(TODOS, 0, 10)));
        assertEquals(0, count(reader -> reader.pendingCount(TODOS)));
        assertEquals(List.of(), look(reader -> reader.waitingFor(7, 10)));
    }

    @Test
    @DisplayName("STORE-5 a dead letter comes back whole, with whatever there is instead")
    void deadLettersComeBackWhole() {
        Document base = Document.of("1", Map.of("title", "base"));
        Problem problem = new Problem("conflict", "somebody \"else\"");
        for (Change theirs : List.of(
                Change.of(base.withVersion(new Version("v2"))),
                Change.left("1"),
                new Change.Removal("1", Change.Reason.DELETED, Optional.of(new Version("gone"))))) {
            DeadLetter letter = new DeadLetter(
                    5,
                    write(1, "1").waitingFor(Set.of(3L)),
                    DeadLetter.Reason.CONFLICT,
                    problem,
                    Optional.of(base),
                    Optional.of(theirs),
                    Optional.of(4L),
                    NOON);
            change(tx -> tx.put(letter));

            assertEquals(Optional.of(letter), look(reader -> reader.deadLetter(5)));
            assertEquals(1, count(reader -> reader.deadLetterCount(TODOS)));
        }
        change(tx -> tx.removeDeadLetter(5));
        assertEquals(Optional.empty(), look(reader -> reader.deadLetter(5)));
        assertEquals(0, count(reader -> reader.deadLetterCount(TODOS)));
    }

    @Test
    @DisplayName("STORE-5 instants come back to the millisecond, far ones as well")
    void instantsComeBack() {
        long sequence = 0;
        for (Instant due : List.of(NOON, Instant.EPOCH, Instant.EPOCH.minusMillis(1), Instant.MAX, Instant.MIN)) {
            sequence++;
            PendingWrite write = write(TODOS, sequence, "1", due);
            change(tx -> tx.put(write));

            Instant stored = look(reader -> reader.pending(write.sequence()))
                    .orElseThrow()
                    .delivery()
                    .due();
            assertEquals(due.getEpochSecond(), stored.getEpochSecond());
            assertEquals(due.getNano() / 1_000_000, stored.getNano() / 1_000_000);
        }
    }

    @Test
    @DisplayName("STORE-5 dropping a collection forgets all of it and nothing else")
    void droppingForgetsOneCollection() {
        change(tx -> {
            for (String collection : List.of(TODOS, "others")) {
                tx.put(record(collection, "1", "x"));
                tx.put(Samples.letter(collection, collection.length(), "1"));
                tx.putNote(collection, "cursor", "c");
            }
            tx.put(write(TODOS, 1, "1").waitingFor(Set.of(2L)));
            tx.put(write("others", 2, "1").waitingFor(Set.of(1L)));
            tx.mark(TODOS, List.of("1"), 3);
            tx.putNote("", "device", "d");
        });

        change(tx -> tx.drop(TODOS));

        assertEquals(List.of("others"), look(reader -> reader.collections()));
        assertEquals(List.of(), look(reader -> reader.records(TODOS, "", 9)));
        assertEquals(0, count(reader -> reader.pendingCount(TODOS)));
        assertEquals(0, count(reader -> reader.deadLetterCount(TODOS)));
        assertEquals(List.of(), look(reader -> reader.waitingFor(2, 9)));
        assertEquals(1, look(reader -> reader.waitingFor(1, 9)).size());
        assertEquals(1, count(reader -> reader.pendingCount("others")));
        assertEquals(Optional.of("d"), look(reader -> reader.note("", "device")));
    }

    @Test
    @DisplayName("STORE-5 after many random works it holds what a store in memory holds")
    void holdsWhatAStoreInMemoryHolds() {
        new RandomWorks(new Random().nextLong()).compare(store, this::reopened);
    }

    private LocalStore reopened() {
        reopen();
        return store;
    }

    private static Map<String, @Nullable Object> map(
            String one, @Nullable Object first, String two, @Nullable Object second) {
        Map<String, @Nullable Object> map = new HashMap<>();
        map.put(one, first);
        map.put(two, second);
        return map;
    }
}
