package dev.mooring.fetch;

import dev.mooring.support.json.Pointer;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a backend's rows as documents and removals. Immutable. */
final class Rows {

    private final Names names;
    private final Versions versions;
    private final Pointer rowAt;

    Rows(Resource resource) {
        this.names = new Names(resource);
        this.versions = new Versions(resource);
        this.rowAt = Pointer.of(resource.text(FetchSettings.ROW));
    }

    Names names() {
        return names;
    }

    Versions versions() {
        return versions;
    }

    /** The row of an answer about one record; empty when the answer shows none. */
    Optional<Map<String, @Nullable Object>> one(@Nullable Object body) {
        return rowAt.find(body).map(Rows::row);
    }

    /** The body of an answer that shows this row. */
    Map<String, @Nullable Object> asAnswer(Map<String, @Nullable Object> row) {
        return around(rowAt, row);
    }

    /** A row of a listing. */
    Entry entry(Map<String, @Nullable Object> row) {
        Optional<Stamp> stamp = stamp(row);
        return new Entry(change(row, requiredId(row), Optional.empty(), stamp), stamp);
    }

    /** A row of a listing of ids; empty for a record that is gone. */
    Optional<KeyScan.Key> key(Map<String, @Nullable Object> row) {
        boolean gone = names.isDeleted(row) || names.isLeft(row);
        return gone
                ? Optional.empty()
                : Optional.of(new KeyScan.Key(requiredId(row), versions.of(row, Optional.empty())));
    }

    /**
     * What a row says of its record.
     *
     * @param id the record's
     * @param etag the answer's, where the answer is about this row alone
     */
    Change change(Map<String, @Nullable Object> row, String id, Optional<String> etag) {
        return change(row, id, etag, stamp(row));
    }

    private Change change(Map<String, @Nullable Object> row, String id, Optional<String> etag, Optional<Stamp> stamp) {
        Optional<Version> version = versions.of(row, etag);
        if (names.isLeft(row)) {
            return new Change.Removal(id, Change.Reason.LEFT, version);
        }
        if (names.isDeleted(row)) {
            return new Change.Removal(id, Change.Reason.DELETED, version);
        }
        Document document = new Document(id, names.fields(row), version, keys(row), stamp.map(Stamp::instant));
        return Change.of(document);
    }

    /** The row's id: a text or a whole number. */
    Optional<String> id(Map<String, @Nullable Object> row) {
        Object id = row.get(names.id());
        boolean usable = id instanceof String text ? !text.isEmpty() : id instanceof Long;
        return usable ? Optional.of(String.valueOf(id)) : Optional.empty();
    }

    String requiredId(Map<String, @Nullable Object> row) {
        return id(row).orElseThrow(() -> new UnreadableJson("a row has no '" + names.id() + "'"));
    }

    /** The time of the row's last change. */
    Optional<Stamp> stamp(Map<String, @Nullable Object> row) {
        Object stamp = names.updated().isEmpty() ? null : row.get(names.updated());
        return stamp == null ? Optional.empty() : Stamp.of(stamp.toString());
    }

    private Set<WriteKey> keys(Map<String, @Nullable Object> row) {
        Set<WriteKey> keys = new LinkedHashSet<>();
        if (!names.keys().isEmpty() && row.get(names.keys()) instanceof List<?> list) {
            list.forEach(key -> writeKey(key).ifPresent(keys::add));
        }
        return keys;
    }

    /** Other programs write keys of another form. */
    private static Optional<WriteKey> writeKey(@Nullable Object text) {
        try {
            return text instanceof String token ? Optional.of(new WriteKey(token)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // the codec makes maps with text keys only
    static Map<String, @Nullable Object> row(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new UnreadableJson("a row must be an object");
    }

    /** A document that has the value at a place and nothing else. */
    static Map<String, @Nullable Object> around(Pointer place, Map<String, @Nullable Object> value) {
        Map<String, @Nullable Object> wrapped = value;
        for (int i = place.steps().size() - 1; i >= 0; i--) {
            Map<String, @Nullable Object> outer = new LinkedHashMap<>();
            outer.put(place.steps().get(i), wrapped);
            wrapped = outer;
        }
        return wrapped;
    }
}
