package dev.mooring.server;

import dev.mooring.server.Json.Literal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How records, removals and errors look on the wire. */
final class Representation {
    private final boolean numericIds;
    private final boolean showOwner;

    Representation(boolean numericIds, boolean showOwner) {
        this.numericIds = numericIds;
        this.showOwner = showOwner;
    }

    /** A record, its tombstone, or, for somebody who may not see it, that it is not his. */
    Map<String, @Nullable Object> of(Row row, String reader) {
        if (!row.owner().equals(reader)) {
            return left(row.id());
        }
        return row.deleted() ? deleted(row.id(), Optional.of(row)) : record(row);
    }

    /** The record, if it is known at all; otherwise it is deleted, and the tombstone is purged. */
    Map<String, @Nullable Object> of(String id, Optional<Row> row, String reader) {
        return row.map(there -> of(there, reader)).orElseGet(() -> deleted(id, row));
    }

    Map<String, @Nullable Object> left(String id) {
        Map<String, @Nullable Object> left = identified(id);
        left.put("left", true);
        return left;
    }

    Map<String, @Nullable Object> key(String id, long sequence) {
        Map<String, @Nullable Object> key = identified(id);
        key.put("version", Long.toString(sequence));
        return key;
    }

    /** The body of an error; a record that is in the way comes with it. */
    Map<String, @Nullable Object> error(String code, String message, @Nullable Row current) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("error", error);
        if (current != null) {
            body.put("current", of(current, current.owner()));
        }
        return body;
    }

    private Map<String, @Nullable Object> record(Row row) {
        Map<String, @Nullable Object> record = key(row.id(), row.sequence());
        record.put("modifiedAt", Instant.ofEpochMilli(row.modified()).toString());
        if (showOwner) {
            record.put("owner", row.owner());
        }
        record.put("keys", new Literal(row.keys()));
        record.put("fields", new Literal(row.fields()));
        return record;
    }

    private Map<String, @Nullable Object> deleted(String id, Optional<Row> tombstone) {
        Map<String, @Nullable Object> deleted = identified(id);
        tombstone.ifPresent(row -> deleted.put("version", row.version()));
        deleted.put("deleted", true);
        return deleted;
    }

    /** An id in its JSON type. */
    Object id(String id) {
        return numericIds && id.matches("-?(0|[1-9][0-9]*)") ? new Literal(id) : id;
    }

    private Map<String, @Nullable Object> identified(String id) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", id(id));
        return object;
    }
}
