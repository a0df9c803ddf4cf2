package dev.mooring.fetch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to send as a JSON merge patch (RFC 7396), which merges into maps, so that each field's value is replaced whole all the same
 * (UPDATE-13): members that are to go are named with null.
 */
final class MergePatch {

    private MergePatch() {}

    /** Whether the patch can only be computed when the present values are known: a map is merged into what is there. */
    static boolean needsCurrent(Map<String, @Nullable Object> patch) {
        return patch.values().stream().anyMatch(value -> value instanceof Map);
    }

    /** The field that no merge patch can carry, if there is one: a null inside a map would remove instead of set. */
    static Optional<String> inexpressible(Map<String, @Nullable Object> patch) {
        return patch.entrySet().stream()
                .filter(field -> field.getValue() instanceof Map<?, ?> map && holdsNull(map))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The merge patch that brings the fields from their present values to those of the patch. */
    static Map<String, @Nullable Object> from(
            Map<String, @Nullable Object> current, Map<String, @Nullable Object> patch) {
        Map<String, @Nullable Object> merge = new LinkedHashMap<>();
        patch.forEach((name, value) -> merge.put(name, member(current.get(name), value)));
        return merge;
    }

    private static @Nullable Object member(@Nullable Object there, @Nullable Object wanted) {
        if (!(wanted instanceof Map<?, ?> map)) {
            return wanted;
        }
        Map<String, @Nullable Object> merge = new LinkedHashMap<>();
        Map<?, ?> before = there instanceof Map<?, ?> old ? old : Map.of();
        map.forEach((name, value) -> merge.put((String) name, member(before.get(name), value)));
        before.keySet().stream().filter(name -> !map.containsKey(name)).forEach(name -> merge.put((String) name, null));
        return merge;
    }

    private static boolean holdsNull(Map<?, ?> map) {
        return map.values().stream()
                .anyMatch(value -> value == null || (value instanceof Map<?, ?> inner && holdsNull(inner)));
    }
}
