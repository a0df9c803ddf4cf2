package dev.mooring.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreException;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Document;
import dev.mooring.sync.WriteKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the writer knows without looking is what is stored, whatever became of the works that stored it. */
class SeenTest {

    private static final String COLLECTION = "todos";

    @TempDir
    private Path folder;

    @Test
    void recordOfACommitThatFailedIsNotKnown() {
        try (SqliteStore store = SqliteStore.at(folder.resolve("store.db"))) {
            store.onWriter("CREATE TRIGGER fails BEFORE INSERT ON counts BEGIN SELECT RAISE(FAIL, 'no'); END");
            assertThatThrownBy(() -> store.write(tx -> {
                        tx.put(record("1"));
                        // so many that they have to be counted, which is done before the commit
                        for (int number = 1; number <= 100; number++) {
                            tx.put(write(number));
                        }
                        return true;
                    }))
                    .isInstanceOf(StoreException.class);
            store.onWriter("DROP TRIGGER fails");

            assertThat(store.<Optional<StoredRecord>>write(tx -> tx.record(COLLECTION, "1")))
                    .isEmpty();
        }
    }

    @Test
    void recordIsReadOnceAndKnownFromThenOn() {
        try (SqliteStore store = SqliteStore.at(folder.resolve("store.db"))) {
            store.<Boolean>write(tx -> put(tx, "1"));

            Optional<StoredRecord> first = store.write(tx -> tx.record(COLLECTION, "1"));
            Map<String, StoredRecord> again = store.write(tx -> tx.records(COLLECTION, List.of("1", "2")));

            assertThat(first).containsSame(again.get("1"));
            assertThat(again).containsOnlyKeys("1");
        }
    }

    @Test
    void law15_onlyTheLatestRecordsAreKept() {
        try (SqliteStore store = SqliteStore.at(folder.resolve("store.db"))) {
            store.<Boolean>write(tx -> put(tx, "first"));
            StoredRecord kept = store.<Optional<StoredRecord>>write(tx -> tx.record(COLLECTION, "first"))
                    .orElseThrow();

            store.<Boolean>write(tx -> {
                for (int number = 0; number < 2_000; number++) {
                    put(tx, "r" + number);
                }
                return true;
            });

            assertThat(store.<Optional<StoredRecord>>write(tx -> tx.record(COLLECTION, "first")))
                    .contains(kept)
                    .get()
                    .isNotSameAs(kept);
        }
    }

    private static boolean put(StoreTransaction tx, String id) {
        tx.put(record(id));
        return true;
    }

    private static StoredRecord record(String id) {
        return StoredRecord.of(COLLECTION, Document.of(id, Map.of("title", id)));
    }

    private static PendingWrite write(long number) {
        return new PendingWrite(
                number,
                COLLECTION,
                "w" + number,
                WriteKey.of("device", number),
                Intent.create(Map.of("n", number)),
                PendingWrite.Status.READY,
                Delivery.due(Instant.EPOCH),
                Set.of(),
                Instant.EPOCH);
    }
}
