package dev.mooring.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two meanings of a partial update. */
final class Patch {
    private Patch() {}

    /** The top-level fields that are named take the new value whole; null clears. */
    static Map<String, @Nullable Object> replace(
            Map<String, @Nullable Object> fields, Map<String, @Nullable Object> patch) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(fields);
        patch.forEach((name, value) -> put(result, name, value));
        return result;
    }

    /** RFC 7396, section 2: maps are merged at every level, null clears at every level. */
    static Map<String, @Nullable Object> merge(
            Map<String, @Nullable Object> fields, Map<String, @Nullable Object> patch) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(fields);
        patch.forEach((name, value) -> put(result, name, merged(result.get(name), value)));
        return result;
    }

    private static @Nullable Object merged(@Nullable Object there, @Nullable Object value) {
        if (!(value instanceof Map)) {
            return value;
        }
        Map<String, @Nullable Object> target = there instanceof Map ? Shape.object(there, "a field") : Map.of();
        return merge(target, Shape.object(value, "a field"));
    }

    private static void put(Map<String, @Nullable Object> result, String name, @Nullable Object value) {
        if (value == null) {
            result.remove(name);
        } else {
            result.put(name, value);
        }
    }
}
