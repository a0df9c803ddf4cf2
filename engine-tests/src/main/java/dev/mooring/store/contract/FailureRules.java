package dev.mooring.store.contract;

import static dev.mooring.store.contract.Samples.TODOS;
import static dev.mooring.store.contract.Samples.own;
import static dev.mooring.store.contract.Samples.record;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreException.Kind;
import dev.mooring.store.StoredRecord;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** STORE-6. */
abstract class FailureRules extends StoreRules {

    FailureRules(LocalStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("STORE-6 without space a work fails as FULL and leaves nothing; with space it succeeds")
    void fullStoreLosesNothing() {
        change(tx -> tx.put(record("1", "old")));
        StoredRecord large = own("2", Map.of("text", noise()));

        Runnable relieve = contract.faults().fill(store);
        fails(
                Kind.FULL,
                () -> change(tx -> {
                    tx.put(record("1", "new"));
                    tx.put(large);
                }));
        assertEquals(Optional.of(record("1", "old")), look(reader -> reader.record(TODOS, "1")));
        assertEquals(Optional.empty(), look(reader -> reader.record(TODOS, "2")));

        relieve.run();
        change(tx -> tx.put(large));
        reopen();
        assertEquals(Optional.of(record("1", "old")), look(reader -> reader.record(TODOS, "1")));
        assertEquals(Optional.of(large), look(reader -> reader.record(TODOS, "2")));
    }

    @Test
    @DisplayName("STORE-6 work that swallows a failure of the store is undone all the same")
    void swallowedFailuresUndoAsWell() {
        StoredRecord large = own("2", Map.of("text", noise()));

        contract.faults().fill(store);
        fails(
                Kind.FULL,
                () -> change(tx -> {
                    tx.putNote(TODOS, "cursor", "moved");
                    fails(Kind.FULL, () -> tx.put(large));
                }));

        assertEquals(Optional.empty(), look(reader -> reader.note(TODOS, "cursor")));
    }

    @Test
    @DisplayName("STORE-6 what cannot be written fails as READ_ONLY, and can still be read")
    void readOnlyStoreCanBeRead() {
        change(tx -> tx.put(record("1", "old")));

        Runnable relieve = contract.faults().protect(store);
        fails(Kind.READ_ONLY, () -> change(tx -> tx.put(record("1", "new"))));
        assertEquals(Optional.of(record("1", "old")), look(reader -> reader.record(TODOS, "1")));

        relieve.run();
        change(tx -> tx.put(record("1", "new")));
        assertEquals(Optional.of(record("1", "new")), look(reader -> reader.record(TODOS, "1")));
    }

    @Test
    @DisplayName("STORE-6 a damaged store is reported as CORRUPT and left byte for byte as it is")
    void damagedStoreIsLeftAsItIs() throws IOException {
        change(tx -> tx.put(record("1", "old")));
        store.close();
        contract.faults().damage(place);
        Map<String, String> before = PlaceFiles.contents(place);

        fails(Kind.CORRUPT, () -> {
            try (LocalStore next = contract.open(place)) {
                next.read(reader -> reader.record(TODOS, "1"));
            }
        });

        assertEquals(before, PlaceFiles.contents(place));
    }

    @Test
    @DisplayName("STORE-6 a store of a newer version is reported as NEWER_SCHEMA and left byte for byte as it is")
    void newerStoreIsLeftAsItIs() throws IOException {
        change(tx -> tx.put(record("1", "old")));
        store.close();
        contract.faults().renew(place);
        Map<String, String> before = PlaceFiles.contents(place);

        fails(Kind.NEWER_SCHEMA, () -> contract.open(place).close());

        assertEquals(before, PlaceFiles.contents(place));
    }

    /** A text that no store can make small. */
    private static String noise() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            text.append((char) ('!' + random.nextInt(90)));
        }
        return text.toString();
    }
}
