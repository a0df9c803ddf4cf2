package dev.mooring.store;

import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Version;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a store keeps of one record. The identity is collection and id; the mark of the sweep is kept beside it
 * ({@link StoreTransaction#mark}). Immutable.
 *
 * @param collection the collection it belongs to
 * @param id its id, the same as its base's
 * @param base the last known state at the backend; empty = not known there
 * @param tombstone the version of the deletion that the backend is known to keep; only without a base
 * @param view what the application sees: base with the pending writes laid over it; empty = nothing. When it equals
 *     the base's fields, a store MAY keep only one of the two; it may be another one without any pending write too, where a record was
 *     written while its collection had no backend
 * @param local fields of this device that never travel
 * @param pending whether at least one pending write is stored for it
 */
public record StoredRecord(
        String collection,
        String id,
        Optional<Document> base,
        Optional<Version> tombstone,
        Optional<Map<String, @Nullable Object>> view,
        Map<String, @Nullable Object> local,
        boolean pending) {

    // written out, not compact: a compact one loses the nullable type argument in the class file
    /** Checks the identity and brings the fields into their canonical form. */
    public StoredRecord(
            String collection,
            String id,
            Optional<Document> base,
            Optional<Version> tombstone,
            Optional<Map<String, @Nullable Object>> view,
            Map<String, @Nullable Object> local,
            boolean pending) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a stored record's id must not be empty");
        }
        if (base.isPresent() && !base.get().id().equals(id)) {
            throw new IllegalArgumentException(
                    "record '" + id + "' cannot have the base of '" + base.get().id() + "'");
        }
        this.collection = collection;
        this.id = id;
        this.base = base;
        this.tombstone = tombstone;
        this.view = view.map(Fields::document);
        this.local = Fields.document(local);
        this.pending = pending;
    }

    /** A record without pending writes: the view is the base. */
    public static StoredRecord of(String collection, Document base) {
        return new StoredRecord(
                collection,
                base.id(),
                Optional.of(base),
                Optional.empty(),
                Optional.of(base.fields()),
                Map.of(),
                false);
    }

    /** A record of which nothing is known yet. */
    public static StoredRecord unknown(String collection, String id) {
        return new StoredRecord(collection, id, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), false);
    }
}
