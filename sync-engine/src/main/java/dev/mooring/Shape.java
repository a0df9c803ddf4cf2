package dev.mooring;

import dev.mooring.internal.engine.Initial;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The edge between what is stored and what the application sees (law 21): transforms, local-only fields and the application's type. Safe for
 * several threads.
 *
 * @param <T> the type of the records
 */
final class Shape<T> {

    private final String collection;
    private final Form<T> form;
    private final List<Transform> transforms;
    private final Set<String> local;

    Shape(String collection, Form<T> form, List<Transform> transforms, Set<String> local) {
        this.collection = collection;
        this.form = form;
        this.transforms = List.copyOf(transforms);
        this.local = new TreeSet<>(local);
    }

    boolean partial() {
        return form.partial();
    }

    /** Whether both forms are the same, so that an edit needs no comparing. */
    boolean plain() {
        return transforms.isEmpty() && local.isEmpty() && !form.partial();
    }

    /** What the application sees of a record; empty = it is not there. */
    Optional<T> value(StoredRecord record) {
        return record.view().map(view -> typed(record.id(), loaded(record.id(), view, record.local())));
    }

    /** The same of fields that are in the form of the backend. */
    T value(String id, Map<String, @Nullable Object> remote) {
        return typed(id, loaded(id, remote, Map.of()));
    }

    T typed(String id, Map<String, @Nullable Object> fields) {
        try {
            return form.value(fields);
        } catch (RuntimeException e) {
            throw new TransformFailure(collection, id, "does not fit its type", e);
        }
    }

    /** Refuses fields that the application could not read again, unless it could not read them before either. */
    void mustFit(String id, Map<String, @Nullable Object> before, Map<String, @Nullable Object> now) {
        try {
            form.value(now);
        } catch (RuntimeException e) {
            if (fits(before)) {
                throw new IllegalArgumentException(
                        "the patch of '" + id + "' in '" + collection + "' does not fit "
                                + form.type().getSimpleName() + ": " + e.getMessage(),
                        e);
            }
        }
    }

    private boolean fits(Map<String, @Nullable Object> fields) {
        try {
            form.value(fields);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The fields as the application gives them. */
    Map<String, @Nullable Object> fields(T value) {
        return form.fields(Given.present(value, "a record"));
    }

    /** The fields of a stored record as the application has them. */
    Map<String, @Nullable Object> loaded(
            String id, Map<String, @Nullable Object> remote, Map<String, @Nullable Object> own) {
        if (transforms.isEmpty() && own.isEmpty()) {
            return remote;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(remote);
        try {
            for (Transform transform : transforms) {
                fields = new LinkedHashMap<>(transform.load(fields));
            }
        } catch (RuntimeException e) {
            throw new TransformFailure(collection, id, "could not be loaded", e);
        }
        fields.putAll(own);
        return fields;
    }

    /** The fields that travel, in the form of the backend. */
    Map<String, @Nullable Object> remote(String id, Map<String, ? extends @Nullable Object> fields) {
        Map<String, @Nullable Object> saved = new LinkedHashMap<>(fields);
        saved.keySet().removeAll(local);
        List<Transform> backwards = new ArrayList<>(transforms);
        Collections.reverse(backwards);
        try {
            for (Transform transform : backwards) {
                saved = new LinkedHashMap<>(transform.save(saved));
            }
        } catch (RuntimeException e) {
            throw new TransformFailure(collection, id, "could not be saved", e);
        }
        return Fields.document(saved);
    }

    /**
     * What of a record would travel that was stored when nothing did, and what would stay here. It is in the form of the backend already: to load and save
     * it once more would make an edit of what a transform does not bring back exactly.
     */
    Initial.Row parted(StoredRecord record) {
        Map<String, @Nullable Object> travels =
                new LinkedHashMap<>(record.view().orElse(Map.of()));
        Map<String, @Nullable Object> own = new LinkedHashMap<>(local(travels));
        // what stayed beside was not written since: it is what was shown
        own.putAll(record.local());
        travels.keySet().removeAll(local);
        // what the backend has of such a field is nobody's edit
        record.base().ifPresent(base -> travels.putAll(local(base.fields())));
        return new Initial.Row(Fields.document(travels), own);
    }

    /**
     * The fields of a record that stay beside it. One that is not called local, as none is without a backend, stays beside until it gets another
     * value.
     */
    Map<String, @Nullable Object> own(
            Map<String, @Nullable Object> beside, Map<String, ? extends @Nullable Object> now) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>(now);
        given.keySet().retainAll(beside.keySet());
        Map<String, @Nullable Object> own = new LinkedHashMap<>(Fields.document(given));
        own.entrySet().removeIf(field -> !Objects.equals(field.getValue(), beside.get(field.getKey())));
        own.putAll(local(now));
        return Fields.document(own);
    }

    /** The fields that stay here. */
    Map<String, @Nullable Object> local(Map<String, ? extends @Nullable Object> fields) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>(fields);
        own.keySet().retainAll(local);
        return Fields.document(own);
    }
}
