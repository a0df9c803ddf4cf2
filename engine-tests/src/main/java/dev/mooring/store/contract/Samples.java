package dev.mooring.store.contract;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values to store. */
final class Samples {

    static final String TODOS = "todos";
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    private Samples() {}

    static StoredRecord record(String id, String title) {
        return record(TODOS, id, title);
    }

    static StoredRecord record(String collection, String id, String title) {
        return StoredRecord.of(
                collection, Document.of(id, Map.of("title", title)).withVersion(new Version("v-" + title)));
    }

    /** A record that the backend does not know. */
    static StoredRecord own(String id, Map<String, @Nullable Object> view) {
        return new StoredRecord(TODOS, id, Optional.empty(), Optional.empty(), Optional.of(view), Map.of(), true);
    }

    static PendingWrite write(long sequence, String id) {
        return write(TODOS, sequence, id);
    }

    static PendingWrite write(String collection, long sequence, String id) {
        return write(collection, sequence, id, NOON);
    }

    static PendingWrite write(String collection, long sequence, String id, Instant due) {
        return new PendingWrite(
                sequence,
                collection,
                id,
                WriteKey.of("device", sequence),
                Intent.update(Map.of("title", "new"), Map.of("title", "old")),
                PendingWrite.Status.READY,
                Delivery.due(due),
                Set.of(),
                NOON);
    }

    static DeadLetter letter(long number, String id) {
        return letter(TODOS, number, id);
    }

    static DeadLetter letter(String collection, long number, String id) {
        return new DeadLetter(
                number,
                write(collection, number, id),
                DeadLetter.Reason.REFUSED,
                new Problem("forbidden", "not yours"),
                Optional.of(Document.of(id, Map.of("title", "old"))),
                Optional.of(Change.deleted(id)),
                Optional.empty(),
                NOON);
    }
}
