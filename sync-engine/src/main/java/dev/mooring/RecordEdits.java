package dev.mooring;

import dev.mooring.internal.engine.Editing;
import dev.mooring.internal.engine.Initial;
import dev.mooring.internal.engine.LocalFields;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an application does to records, in its own form: an edit is the difference between what the record is for the backend before and after, so
 * what a transform adds is none (law 21). Inside a transaction.
 *
 * @param <T> the type of the records
 */
final class RecordEdits<T> {

    private final String name;
    private final Shape<T> shape;
    private final Editing editing;
    private final LocalFields local;
    private final BiFunction<StoreReader, String, String> ids;

    /**
     * Edits of one collection.
     *
     * @param ids the id under which a record is stored: an old one may lead to it
     */
    RecordEdits(
            String name,
            Shape<T> shape,
            Editing editing,
            LocalFields local,
            BiFunction<StoreReader, String, String> ids) {
        this.ids = ids;
        this.name = name;
        this.shape = shape;
        this.editing = editing;
        this.local = local;
    }

    boolean put(StoreTransaction tx, String given, T value, Set<Long> after) {
        String id = at(tx, given);
        Map<String, @Nullable Object> wanted = shape.fields(value);
        if (shape.plain()) {
            return editing.put(tx, id, wanted, after);
        }
        StoredRecord old = record(tx, id);
        if (old.view().isEmpty()) {
            boolean put = editing.put(tx, id, shape.remote(id, wanted), after);
            return local.put(tx, id, shape.local(wanted)) || put;
        }
        Optional<Map<String, @Nullable Object>> before = readable(old);
        if (before.isEmpty()) {
            // nothing is known of what is there but the backend's form: what is given is laid over it
            return editing.patch(tx, id, shape.remote(id, wanted), after);
        }
        Map<String, @Nullable Object> now = shape.partial() ? patched(before.get(), wanted) : wanted;
        return Initial.is(old) ? replace(tx, id, now, after) : change(tx, old, before.get(), now, after);
    }

    boolean patch(StoreTransaction tx, String given, Map<String, ? extends @Nullable Object> patch, Set<Long> after) {
        String id = at(tx, given);
        Given.present(patch, "a patch");
        if (shape.plain()) {
            return editing.patch(tx, id, patch, after);
        }
        StoredRecord old = record(tx, id);
        if (old.view().isEmpty()) {
            // not an error of the caller: another device may have deleted it a moment ago
            return false;
        }
        Map<String, @Nullable Object> before = loaded(old);
        Map<String, @Nullable Object> now = patched(before, patch);
        shape.mustFit(id, before, now);
        return change(tx, old, before, now, after);
    }

    boolean patch(StoreTransaction tx, String given, UnaryOperator<T> change, Set<Long> after) {
        String id = at(tx, given);
        StoredRecord old = record(tx, id);
        if (old.view().isEmpty()) {
            return false;
        }
        Map<String, @Nullable Object> before = loaded(old);
        Map<String, @Nullable Object> wanted = shape.fields(change.apply(shape.typed(id, before)));
        return change(tx, old, before, shape.partial() ? patched(before, wanted) : wanted, after);
    }

    boolean delete(StoreTransaction tx, String id, Set<Long> after) {
        return editing.delete(tx, at(tx, id), after);
    }

    Editing editing() {
        return editing;
    }

    private boolean replace(StoreTransaction tx, String id, Map<String, @Nullable Object> now, Set<Long> after) {
        boolean changed = editing.put(tx, id, shape.remote(id, now), after);
        return local.put(tx, id, shape.local(now)) || changed;
    }

    private boolean change(
            StoreTransaction tx,
            StoredRecord old,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> now,
            Set<Long> after) {
        String id = old.id();
        Map<String, @Nullable Object> own = shape.own(old.local(), now);
        Map<String, @Nullable Object> patch =
                Fields.diff(shape.remote(id, without(before, own)), shape.remote(id, without(now, own)));
        boolean changed = !patch.isEmpty() && editing.patch(tx, id, patch, after);
        return local.put(tx, id, own) || changed;
    }

    private static Map<String, @Nullable Object> without(
            Map<String, @Nullable Object> fields, Map<String, @Nullable Object> own) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(fields);
        rest.keySet().removeAll(own.keySet());
        return rest;
    }

    private Map<String, @Nullable Object> loaded(StoredRecord record) {
        return shape.loaded(record.id(), record.view().orElse(Map.of()), record.local());
    }

    private Optional<Map<String, @Nullable Object>> readable(StoredRecord record) {
        try {
            return Optional.of(loaded(record));
        } catch (TransformFailure e) {
            return Optional.empty();
        }
    }

    private String at(StoreReader reader, String id) {
        return ids.apply(reader, Given.id(id));
    }

    private StoredRecord record(StoreTransaction tx, String id) {
        return tx.record(name, id).orElseGet(() -> StoredRecord.unknown(name, id));
    }

    private static Map<String, @Nullable Object> patched(
            Map<String, @Nullable Object> fields, Map<String, ? extends @Nullable Object> patch) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(fields);
        result.putAll(Given.present(patch, "a patch"));
        result.values().removeIf(Objects::isNull);
        return result;
    }
}
