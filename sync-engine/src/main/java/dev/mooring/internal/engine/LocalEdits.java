package dev.mooring.internal.engine;

import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Edits of a collection that has no backend: nothing waits, nothing travels. Safe for several threads. */
public final class LocalEdits implements Editing {

    private final String collection;
    private final Events events;

    /** The edits of one collection. */
    public LocalEdits(String collection, Events events) {
        this.collection = collection;
        this.events = events;
    }

    @Override
    public boolean put(
            StoreTransaction tx, String id, Map<String, ? extends @Nullable Object> fields, Set<Long> after) {
        StoredRecord old = tx.record(collection, id).orElseGet(() -> StoredRecord.unknown(collection, id));
        Map<String, @Nullable Object> wanted = Fields.document(fields);
        if (old.view().equals(Optional.of(wanted))) {
            return false;
        }
        tx.put(new StoredRecord(
                collection, id, Optional.empty(), Optional.empty(), Optional.of(wanted), Map.of(), false));
        tx.onCommit(() -> events.changed(id));
        return true;
    }

    @Override
    public boolean patch(
            StoreTransaction tx, String id, Map<String, ? extends @Nullable Object> patch, Set<Long> after) {
        return tx.record(collection, id)
                .flatMap(StoredRecord::view)
                .filter(view -> put(tx, id, Fields.apply(view, patch), after))
                .isPresent();
    }

    @Override
    public boolean delete(StoreTransaction tx, String id, Set<Long> after) {
        boolean there = tx.record(collection, id).isPresent();
        if (there) {
            tx.removeRecord(collection, id);
            tx.onCommit(() -> events.gone(id));
        }
        return there;
    }
}
