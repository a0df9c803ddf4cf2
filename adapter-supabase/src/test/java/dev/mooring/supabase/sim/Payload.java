package dev.mooring.supabase.sim;

import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a write: rows, and the columns that they give. */
record Payload(List<Map<String, @Nullable Object>> rows, Set<String> columns) {

    static Payload of(TableSpec table, Query query, byte[] body, @Nullable String mediaType) {
        if (mediaType != null && !mediaType.startsWith("application/json")) {
            throw PgError.api(400, "PGRST102", "Content-Type not acceptable: " + mediaType, null);
        }
        List<Map<String, @Nullable Object>> rows = rows(body);
        Set<String> columns = query.sent().<Set<String>>map(Set::copyOf).orElseGet(() -> common(rows));
        columns.stream()
                .filter(name -> !table.columns.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw PgError.api(
                            400,
                            "PGRST204",
                            "Could not find the '" + name + "' column of '" + table.name + "' in the schema cache",
                            null);
                });
        return new Payload(rows, columns);
    }

    /** Without {@code columns} all objects have the same keys. */
    private static Set<String> common(List<Map<String, @Nullable Object>> rows) {
        if (rows.isEmpty()) {
            return Set.of();
        }
        Set<String> first = rows.get(0).keySet();
        if (rows.stream().anyMatch(row -> !row.keySet().equals(first))) {
            throw PgError.api(400, "PGRST102", "All object keys must match", null);
        }
        return first;
    }

    private static List<Map<String, @Nullable Object>> rows(byte[] body) {
        Object value;
        try {
            value = Json.standard().parse(body);
        } catch (UnreadableJson e) {
            throw PgError.api(400, "PGRST102", "Empty or invalid json", null);
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Object item : value instanceof List<?> list ? list : Collections.singletonList(value)) {
            if (!(item instanceof Map<?, ?> map)) {
                throw PgError.api(400, "PGRST102", "Empty or invalid json", null);
            }
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            map.forEach((name, member) -> row.put((String) name, member));
            rows.add(row);
        }
        return rows;
    }
}
