package dev.mooring.crud;

import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which columns of a row are bookkeeping, and what they mean; the rest are the record's fields. Immutable. */
record Columns(
        String id,
        Optional<String> created,
        Optional<String> updated,
        Optional<String> version,
        Optional<SoftDelete> softDelete,
        Optional<String> writeKeys,
        Set<String> managed) {

    /** The columns that are no fields. */
    Set<String> bookkeeping() {
        Set<String> names = new LinkedHashSet<>();
        names.add(id);
        created.ifPresent(names::add);
        updated.ifPresent(names::add);
        version.ifPresent(names::add);
        softDelete.ifPresent(mark -> names.add(mark.column()));
        writeKeys.ifPresent(names::add);
        return names;
    }

    /** The id that a row names; empty when it names none. */
    Optional<String> idOf(Map<String, ? extends @Nullable Object> row, String place) {
        Object value = row.get(id);
        if (value == null || "".equals(value)) {
            return Optional.empty();
        }
        try {
            return Optional.of(text(value)
                    .orElseThrow(() -> new IllegalArgumentException("is neither text nor a whole" + " number but "
                            + value.getClass().getName())));
        } catch (IllegalArgumentException e) {
            throw new Misconfigured(place + ": the id in column '" + id + "' " + e.getMessage(), e);
        }
    }

    /** The columns of a row as the record with that id. */
    Row read(String rowId, Map<String, ? extends @Nullable Object> row, String place) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(row);
        fields.keySet().removeAll(bookkeeping());
        try {
            Document plain = Document.of(rowId, fields).withContains(keys(row));
            Document versioned = version(row).map(plain::withVersion).orElse(plain);
            return new Row(stamp(row).map(versioned::withModifiedAt).orElse(versioned), isDeleted(row));
        } catch (IllegalArgumentException e) {
            throw new Misconfigured(place + ", row '" + rowId + "': " + e.getMessage(), e);
        }
    }

    /** Refuses a write that would set bookkeeping. */
    Optional<String> reserved(Map<String, ? extends @Nullable Object> fields) {
        return bookkeeping().stream().filter(fields::containsKey).findFirst();
    }

    /** Fields without those that the backend manages: they are never sent. */
    Map<String, @Nullable Object> sendable(Map<String, ? extends @Nullable Object> fields) {
        Map<String, @Nullable Object> sendable = new LinkedHashMap<>(fields);
        sendable.keySet().removeAll(managed);
        return sendable;
    }

    private boolean isDeleted(Map<String, ? extends @Nullable Object> row) {
        return softDelete.map(mark -> SoftDelete.marks(row.get(mark.column()))).orElse(false);
    }

    private Set<WriteKey> keys(Map<String, ? extends @Nullable Object> row) {
        return writeKeys.map(column -> WriteKeys.read(row.get(column))).orElseGet(Set::of);
    }

    private Optional<Version> version(Map<String, ? extends @Nullable Object> row) {
        if (version.isEmpty()) {
            return Optional.empty();
        }
        Object value = row.get(version.get());
        if (value == null || "".equals(value)) {
            return Optional.empty();
        }
        return Optional.of(new Version(text(value)
                .orElseThrow(() -> new IllegalArgumentException("column '" + version.get()
                        + "' is no version: give text or a whole number, not "
                        + value.getClass().getName()))));
    }

    private Optional<Instant> stamp(Map<String, ? extends @Nullable Object> row) {
        if (updated.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Stamps.read(row.get(updated.get()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("column '" + updated.get() + "' " + e.getMessage(), e);
        }
    }

    /** The text of an id or a version: one form only, so that equal values are equal texts. */
    private static Optional<String> text(Object value) {
        if (value instanceof UUID) {
            return Optional.of(value.toString());
        }
        if (!(value instanceof String) && !(value instanceof Number)) {
            return Optional.empty();
        }
        Object canonical = Fields.value(value, "value");
        return canonical instanceof BigDecimal ? Optional.empty() : Optional.of(String.valueOf(canonical));
    }

    /** The value of the id column for a record: a whole number where the ids are. */
    static Object idValue(String id, Ids ids) {
        return ids.type() == Ids.Type.INTEGER ? new BigInteger(id) : id;
    }
}
