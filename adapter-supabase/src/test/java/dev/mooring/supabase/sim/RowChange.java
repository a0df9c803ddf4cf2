package dev.mooring.supabase.sim;

import dev.mooring.support.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a transaction did to one row, as logical replication tells it. */
record RowChange(
        @Nullable Map<String, @Nullable Object> old,
        @Nullable Map<String, @Nullable Object> fresh) {

    private static final int LARGEST = 1024 * 1024;
    private static final int KEPT = 64;

    /** The rows that differ between two states of a table, by primary key. */
    static List<RowChange> between(
            TableSpec spec, List<Map<String, @Nullable Object>> before, List<Map<String, @Nullable Object>> after) {
        Map<Object, Map<String, @Nullable Object>> old = byKey(spec, before);
        Map<Object, Map<String, @Nullable Object>> fresh = byKey(spec, after);
        List<RowChange> changes = new ArrayList<>();
        fresh.forEach((Object key, Map<String, @Nullable Object> row) -> {
            if (!row.equals(old.get(key))) {
                changes.add(new RowChange(old.get(key), row));
            }
        });
        old.forEach((Object key, Map<String, @Nullable Object> row) -> {
            if (!fresh.containsKey(key)) {
                changes.add(new RowChange(row, null));
            }
        });
        return changes;
    }

    private static Map<Object, Map<String, @Nullable Object>> byKey(
            TableSpec spec, List<Map<String, @Nullable Object>> rows) {
        Map<Object, Map<String, @Nullable Object>> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.put(Objects.requireNonNull(row.get(spec.key), "a row without key"), row));
        return byKey;
    }

    String type() {
        if (old == null) {
            return "INSERT";
        }
        return fresh == null ? "DELETE" : "UPDATE";
    }

    /**
     * "data:{schema, table, commit_timestamp(ms, Z), type, columns:[{name,type}], record?, old_record?, errors:null|[..]}". "INSERT: record.
     * UPDATE: record + old_record (replica identity columns: PK by default). DELETE: old_record; with RLS on: primary key only".
     */
    Map<String, @Nullable Object> data(TableSpec spec) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("schema", spec.schema);
        data.put("table", spec.name);
        data.put(
                "commit_timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        data.put("type", type());
        data.put(
                "columns",
                spec.columns.values().stream()
                        .map(column -> Map.of(
                                "name",
                                column.name(),
                                "type",
                                column.type().name().toLowerCase(Locale.ROOT)))
                        .toList());
        data.put("errors", null);
        if (old != null) {
            data.put("old_record", Map.of(spec.key, Objects.requireNonNull(written(spec, spec.key, old), "a key")));
        }
        if (fresh != null) {
            record(spec, fresh, data);
        }
        return data;
    }

    /** "Record over 1 MiB: errors:["Error 413: Payload Too Large"], only values of at most 64 bytes are kept". */
    private static void record(TableSpec spec, Map<String, @Nullable Object> row, Map<String, @Nullable Object> data) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        spec.columns.keySet().forEach(name -> record.put(name, written(spec, name, row)));
        if (Json.standard().write(record).length > LARGEST) {
            record.values().removeIf(value -> Json.standard().write(value).length > KEPT);
            data.put("errors", List.of("Error 413: Payload Too Large"));
        }
        data.put("record", record);
    }

    private static @Nullable Object written(TableSpec spec, String name, Map<String, @Nullable Object> row) {
        return new Columns(spec).named(name).type().write(row.get(name));
    }
}
