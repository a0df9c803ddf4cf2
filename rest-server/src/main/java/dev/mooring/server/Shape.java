package dev.mooring.server;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads parsed JSON by the shape it should have; another shape is the client's error, named. */
final class Shape {
    private Shape() {}

    @SuppressWarnings("unchecked") // Json makes maps with text keys only.
    static Map<String, @Nullable Object> object(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw Rejection.badRequest("bad-shape", name + " must be a JSON object");
    }

    static List<?> list(@Nullable Object value, String name) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw Rejection.badRequest("bad-shape", name + " must be a JSON array");
    }

    static @Nullable String textOrNull(@Nullable Object value, String name) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw Rejection.badRequest("bad-shape", name + " must be a text");
    }

    /** An id: a text, or a whole number, which is the same as its digits. */
    static @Nullable String idOrNull(@Nullable Object value, String name) {
        return value instanceof Json.Literal number && number.text().matches("-?[0-9]{1,19}")
                ? number.text()
                : textOrNull(value, name);
    }

    static void only(Map<String, ?> object, Set<String> allowed, String name) {
        for (String member : object.keySet()) {
            if (!allowed.contains(member)) {
                throw Rejection.badRequest(
                        "unknown-member", name + " has the member '" + member + "', allowed are " + allowed);
            }
        }
    }
}
