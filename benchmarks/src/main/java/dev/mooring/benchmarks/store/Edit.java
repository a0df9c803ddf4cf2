package dev.mooring.benchmarks.store;

import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Document;
import dev.mooring.sync.WriteKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The work that is measured: one new record of about 270 bytes, and its entry in the outbox. */
final class Edit {

    static final String COLLECTION = "todos";

    private Edit() {}

    static Map<String, @Nullable Object> fields(long number) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("title", "Buy milk, number " + number);
        fields.put("done", number % 2 == 0);
        fields.put("position", number);
        fields.put("notes", "a text of some length, as people write it ".repeat(4));
        return fields;
    }

    /** Spread over the key space, as random ids are. */
    static String id(long number) {
        return Long.toHexString(number * 0x9E3779B97F4A7C15L);
    }

    /** The same record as a backend has it, without a write that waits. */
    static void known(StoreTransaction tx, long number) {
        tx.put(StoredRecord.of(COLLECTION, Document.of(id(number), fields(number))));
    }

    static void store(StoreTransaction tx, long number) {
        Map<String, @Nullable Object> fields = fields(number);
        String id = id(number);
        tx.put(new StoredRecord(
                COLLECTION, id, Optional.empty(), Optional.empty(), Optional.of(fields), Map.of(), true));
        tx.put(new PendingWrite(
                number,
                COLLECTION,
                id,
                WriteKey.of("device", number),
                Intent.create(fields),
                PendingWrite.Status.READY,
                Delivery.due(Instant.EPOCH),
                Set.of(),
                Instant.EPOCH));
    }
}
