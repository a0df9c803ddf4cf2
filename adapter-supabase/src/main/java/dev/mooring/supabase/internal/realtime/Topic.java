package dev.mooring.supabase.internal.realtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one channel is about: all changes of a table, without a filter, since a row that leaves it or is deleted would not pass it.
 *
 * @param schema the table's schema
 * @param table its name
 * @param id the column that hints name rows by
 */
public record Topic(String schema, String table, String id) {

    /** What a channel is joined with: nothing but the changes. */
    Map<String, @Nullable Object> join(String token) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("broadcast", Map.of("ack", false, "self", false));
        config.put("presence", Map.of("key", "", "enabled", false));
        config.put("postgres_changes", List.of(Map.of("event", "*", "schema", schema, "table", table)));
        config.put("private", false);
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("config", config);
        payload.put("access_token", token);
        return payload;
    }

    /** The ids that an event names: none where it does not say. Empty where the server could not tell what changed. */
    Optional<Set<String>> ids(Map<?, ?> data) {
        if (data.get("errors") instanceof List<?> errors && !errors.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(id(data.get("record"))
                .or(() -> id(data.get("old_record")))
                .map(Set::of)
                .orElse(Set.of()));
    }

    private Optional<String> id(@Nullable Object row) {
        return row instanceof Map<?, ?> columns && columns.get(id) != null
                ? Optional.of(String.valueOf(columns.get(id))).filter(text -> !text.isEmpty())
                : Optional.empty();
    }
}
