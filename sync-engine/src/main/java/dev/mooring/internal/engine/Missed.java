package dev.mooring.internal.engine;

import dev.mooring.internal.engine.Notes.Flag;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Document;
import java.util.Optional;

/**
 * Records that a whole snapshot did not show while a write of theirs waited (law 8): the write goes, and its answer tells. When the write
 * is given up instead, or turns out to change nothing, nobody else would ever say that the record is gone.
 */
final class Missed {

    private final String collection;
    private final Notes notes;

    Missed(String collection, Notes notes) {
        this.collection = collection;
        this.notes = notes;
    }

    void note(StoreTransaction tx, StoredRecord record) {
        record.base().ifPresent(base -> tx.putNote(collection, name(record.id()), state(tx, base)));
    }

    /** Whether the latest snapshot missed this very state of the record. */
    boolean is(StoreTransaction tx, String id, Document base) {
        Optional<String> missed = tx.note(collection, name(id));
        missed.ifPresent(state -> tx.removeNote(collection, name(id)));
        return missed.equals(Optional.of(state(tx, base))) && !notes.is(tx, Flag.IN_SNAPSHOT);
    }

    private String state(StoreReader reader, Document base) {
        return notes.generation(reader) + "/" + base.hashCode();
    }

    private static String name(String id) {
        return "missed/" + id;
    }
}
