package dev.mooring.supabase;

import dev.mooring.support.json.UnreadableJson;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows as PostgREST writes them, and what they mean. A version is the texts of its columns, joined; a column that is null is an empty text,
 * so that a row from before the trigger has a version as well. Immutable.
 */
final class Rows {

    private static final String JOINT = "~";
    static final String NOTHING = "-";

    private final SupabaseTable table;

    Rows(SupabaseTable table) {
        this.table = table;
    }

    /** A row of an answer. */
    static Map<String, @Nullable Object> row(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            throw new UnreadableJson("a row is no object");
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        members.forEach((name, member) -> row.put((String) name, member));
        return row;
    }

    /** Fails where a row has no id. */
    void identified(Map<String, @Nullable Object> row) {
        if (found(row).isEmpty()) {
            throw missing();
        }
    }

    String id(Map<String, @Nullable Object> row) {
        return found(row).orElseThrow(this::missing);
    }

    private Optional<String> found(Map<String, @Nullable Object> row) {
        return Optional.ofNullable(row.get(table.id())).map(Rows::text).filter(id -> !id.isEmpty());
    }

    private UnreadableJson missing() {
        return new UnreadableJson("a row has no value in the id column '" + table.id() + "'");
    }

    Optional<Version> version(Map<String, @Nullable Object> row) {
        List<String> parts = parts(row);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String token = String.join(JOINT, parts);
        return Optional.of(new Version(token.isEmpty() ? NOTHING : token));
    }

    /** The conditions that a row of that version fulfils, and no other. */
    List<Map.Entry<String, String>> conditions(Version version) {
        List<String> columns = table.versions();
        List<String> parts = split(version);
        List<Map.Entry<String, String>> conditions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String part = i < parts.size() ? parts.get(i) : "";
            conditions.add(Map.entry(Filters.name(columns.get(i)), part.isEmpty() ? "is.null" : "eq." + part));
        }
        return conditions;
    }

    /** The columns whose value should be another one than in that version, and is not. */
    List<String> unmaintained(Version before, Map<String, @Nullable Object> row) {
        List<String> old = split(before);
        List<String> fresh = parts(row);
        List<String> same = new ArrayList<>();
        for (int i = 0; i < Math.min(old.size(), fresh.size()); i++) {
            if (old.get(i).equals(fresh.get(i))) {
                same.add(table.versions().get(i));
            }
        }
        return same;
    }

    /** The columns that a new row should have a value in, and has not. */
    List<String> unset(Map<String, @Nullable Object> row) {
        return table.versions().stream()
                .filter(column -> row.get(column) == null)
                .toList();
    }

    boolean deleted(Map<String, @Nullable Object> row) {
        return table.soft() && table.deletedBy().marks(row.get(table.deleted()));
    }

    /** The record, or the tombstone that the row is. */
    Change change(Map<String, @Nullable Object> row) {
        return deleted(row)
                ? new Change.Removal(id(row), Change.Reason.DELETED, version(row))
                : Change.of(document(row));
    }

    Document document(Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(row);
        fields.remove(table.id());
        fields.keySet().removeAll(table.bookkeeping());
        return new Document(id(row), fields, version(row), contains(row), Stamps.of(row.get(table.stamp())));
    }

    /** The key of the last write through the kit, if nobody wrote past it since. */
    private Set<WriteKey> contains(Map<String, @Nullable Object> row) {
        return table.kit().isPresent() && row.get(SupabaseTable.KIT_KEY) instanceof String key && !key.isEmpty()
                ? Set.of(new WriteKey(key))
                : Set.of();
    }

    /** A row that is whole, without the columns that nobody asked for. */
    Map<String, @Nullable Object> selected(Map<String, @Nullable Object> whole) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(whole);
        if (!table.selected().isEmpty()) {
            row.keySet().retainAll(table.selected());
        }
        return row;
    }

    KeyScan.Key key(Map<String, @Nullable Object> row) {
        return new KeyScan.Key(id(row), version(row));
    }

    /** The columns that a write sends: fields without those that the database sets, and without the id. */
    Map<String, @Nullable Object> sent(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> sent = new LinkedHashMap<>(fields);
        sent.keySet().removeAll(table.managed());
        sent.remove(table.id());
        return sent;
    }

    /** A new row: an integer id travels as text too, which PostgreSQL reads by the column's type. */
    Map<String, @Nullable Object> created(String id, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put(table.id(), id);
        row.putAll(sent(fields));
        return row;
    }

    /** What a tombstone becomes: every column that is not sent becomes null. */
    Map<String, @Nullable Object> revived(Map<String, @Nullable Object> old, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        sent(old).keySet().forEach(column -> body.put(column, null));
        body.keySet().removeAll(table.bookkeeping());
        body.putAll(sent(fields));
        if (table.soft()) {
            body.put(table.deleted(), table.deletedBy().unmarked());
        }
        return body;
    }

    private List<String> parts(Map<String, @Nullable Object> row) {
        return table.versions().stream()
                .map(row::get)
                .map(value -> value == null ? "" : text(value))
                .toList();
    }

    /** A stamp has no joint in it, so the last one parts. */
    private List<String> split(Version version) {
        String token = version.token().equals(NOTHING) ? "" : version.token();
        int joint = token.lastIndexOf(JOINT);
        return table.versions().size() < 2 || joint < 0
                ? List.of(token)
                : List.of(token.substring(0, joint), token.substring(joint + 1));
    }

    private static String text(Object value) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }
}
