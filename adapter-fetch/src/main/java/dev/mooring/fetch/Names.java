package dev.mooring.fetch;

import dev.mooring.support.json.Pointer;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.sync.Fields;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which members of a row are the record's own fields, which are the backend's bookkeeping (neither delivered nor sent), and which are
 * managed (delivered, not sent). Immutable.
 */
final class Names {

    private final String id;
    private final String updated;
    private final String deleted;
    private final String left;
    private final String keys;
    private final Pointer fieldsAt;
    private final Set<String> managed;
    private final Set<String> bookkeeping = new LinkedHashSet<>();

    Names(Resource resource) {
        id = resource.text(FetchSettings.ID_FIELD);
        updated = resource.text(FetchSettings.UPDATED_FIELD);
        deleted = resource.text(FetchSettings.DELETED_FIELD);
        left = resource.text(FetchSettings.LEFT_FIELD);
        keys = resource.text(FetchSettings.KEYS_FIELD);
        fieldsAt = Pointer.of(resource.text(FetchSettings.FIELDS));
        managed = new LinkedHashSet<>(resource.names(FetchSettings.MANAGED));
        bookkeeping.addAll(List.of(id, updated, deleted, left, keys, resource.text(FetchSettings.VERSION_FIELD)));
        bookkeeping.addAll(resource.names(FetchSettings.HIDDEN));
        bookkeeping.remove("");
        bookkeeping.removeAll(managed);
    }

    String id() {
        return id;
    }

    String updated() {
        return updated;
    }

    String deleted() {
        return deleted;
    }

    String keys() {
        return keys;
    }

    Set<String> managed() {
        return managed;
    }

    boolean isDeleted(Map<String, @Nullable Object> row) {
        return !deleted.isEmpty() && marks(row.get(deleted));
    }

    boolean isLeft(Map<String, @Nullable Object> row) {
        return !left.isEmpty() && marks(row.get(left));
    }

    /** The record's own fields in a row. */
    Map<String, @Nullable Object> fields(Map<String, @Nullable Object> row) {
        Object there =
                fieldsAt.find(row).orElseThrow(() -> new UnreadableJson("a row has nothing at '" + fieldsAt + "'"));
        return fieldsAt.steps().isEmpty() ? Fields.without(Rows.row(there), bookkeeping) : Rows.row(there);
    }

    /** A field that cannot be sent, because the row's member of that name is the backend's bookkeeping. */
    Optional<String> clash(Map<String, @Nullable Object> fields) {
        return fieldsAt.steps().isEmpty()
                ? fields.keySet().stream().filter(bookkeeping::contains).findFirst()
                : Optional.empty();
    }

    /** The fields that are sent. */
    Map<String, @Nullable Object> sent(Map<String, @Nullable Object> fields) {
        if (managed.isEmpty()) {
            // a copy would be looked through once more for what is canonical already
            return fields;
        }
        Map<String, @Nullable Object> own = new LinkedHashMap<>(fields);
        own.keySet().removeAll(managed);
        return own;
    }

    /** A row with these fields. */
    Map<String, @Nullable Object> row(Map<String, @Nullable Object> fields) {
        return new LinkedHashMap<>(Rows.around(fieldsAt, fields));
    }

    /** A mark is set by true, a time or any other value; null, false, 0 and the empty text do not set it. */
    private static boolean marks(@Nullable Object mark) {
        return mark != null && !mark.equals(false) && !mark.equals("") && !mark.equals(0L);
    }
}
