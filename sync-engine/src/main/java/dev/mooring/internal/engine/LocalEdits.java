package dev.mooring.internal.engine;

import dev.mooring.internal.engine.Notes.Flag;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Edits of a collection that has no backend: nothing waits, nothing travels. What is known of a backend that it had, or had written for it, stays
 * beside: {@link Adoption} compares with it when there is one again. Safe for several threads.
 */
public final class LocalEdits implements Editing {

    private final String collection;
    private final Events events;
    private final Notes notes;

    /** The edits of one collection. */
    public LocalEdits(String collection, Events events) {
        this.collection = collection;
        this.events = events;
        this.notes = new Notes(collection);
    }

    @Override
    public boolean put(
            StoreTransaction tx, String id, Map<String, ? extends @Nullable Object> fields, Set<Long> after) {
        return change(tx, record(tx, id), Fields.document(fields), Map.of());
    }

    @Override
    public boolean patch(
            StoreTransaction tx, String id, Map<String, ? extends @Nullable Object> patch, Set<Long> after) {
        StoredRecord old = record(tx, id);
        return old.view()
                .filter(view -> change(tx, old, Fields.apply(view, patch), without(old.local(), patch)))
                .isPresent();
    }

    /** Without a backend no field is more local than another one: what is written anew is not beside the record any more. */
    private static Map<String, @Nullable Object> without(
            Map<String, @Nullable Object> local, Map<String, ? extends @Nullable Object> patch) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(local);
        rest.keySet().removeAll(patch.keySet());
        return rest;
    }

    private boolean change(
            StoreTransaction tx,
            StoredRecord old,
            Map<String, @Nullable Object> view,
            Map<String, @Nullable Object> local) {
        boolean same = old.view().equals(Optional.of(view)) && old.local().equals(local);
        // what no backend could take may go again, though nothing of it changes
        if (same && !Initial.isRefused(tx, old)) {
            return false;
        }
        write(tx, old, Optional.of(view), local);
        tx.onCommit(() -> events.changed(old.id()));
        return true;
    }

    @Override
    public boolean delete(StoreTransaction tx, String id, Set<Long> after) {
        StoredRecord old = record(tx, id);
        if (old.view().isEmpty()) {
            return false;
        }
        if (old.base().isEmpty() && !old.pending()) {
            tx.removeRecord(collection, id);
        } else {
            write(tx, old, Optional.empty(), Map.of());
        }
        tx.onCommit(() -> events.gone(id));
        return true;
    }

    private StoredRecord record(StoreTransaction tx, String id) {
        return tx.record(collection, id).orElseGet(() -> StoredRecord.unknown(collection, id));
    }

    private void write(
            StoreTransaction tx,
            StoredRecord old,
            Optional<Map<String, @Nullable Object>> view,
            Map<String, @Nullable Object> local) {
        if (!notes.is(tx, Flag.ADRIFT)) {
            notes.raise(tx, Flag.ADRIFT);
        }
        Initial.touched(tx, old);
        tx.put(new StoredRecord(collection, old.id(), old.base(), old.tombstone(), view, local, old.pending()));
    }
}
