package dev.mooring.internal.engine;

import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of this device that never travel (law 21): beside the record, changed with it, never part of a write. */
public final class LocalFields {

    private final String collection;
    private final Events events;

    /** The local fields of one collection. */
    public LocalFields(String collection, Events events) {
        this.collection = collection;
        this.events = events;
    }

    /** Makes a record's local fields what is given; answers whether that changed anything. */
    public boolean put(StoreTransaction tx, String id, Map<String, @Nullable Object> fields) {
        StoredRecord old = tx.record(collection, id).orElseGet(() -> StoredRecord.unknown(collection, id));
        StoredRecord next = with(old, fields);
        boolean changed = old.view().isPresent() && !next.local().equals(old.local());
        if (changed) {
            tx.put(next);
            tx.onCommit(() -> events.changed(id));
        }
        return changed;
    }

    static StoredRecord with(StoredRecord old, Map<String, @Nullable Object> local) {
        return new StoredRecord(
                old.collection(), old.id(), old.base(), old.tombstone(), old.view(), local, old.pending());
    }
}
