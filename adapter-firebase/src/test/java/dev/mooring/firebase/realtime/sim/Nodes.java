package dev.mooring.firebase.realtime.sim;

import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values of the database: a map of children, a text, a truth value or a double. There is no null and no empty map; a list is a map of
 * numbered children.
 */
final class Nodes {

    /** Numbered keys come first, by their number; then texts. */
    static final Comparator<String> KEYS = Comparator.<String, Boolean>comparing(key -> !isNumber(key))
            .thenComparing(
                    (a, b) -> isNumber(a) && isNumber(b) ? Long.compare(Long.parseLong(a), Long.parseLong(b)) : 0)
            .thenComparing(Comparator.naturalOrder());

    private static final int LONGEST_KEY = 768;
    private static final int LONGEST_TEXT = 10 * 1024 * 1024;

    private Nodes() {}

    static @Nullable Object parse(byte[] body) {
        try {
            return Json.standard().parse(body);
        } catch (UnreadableJson e) {
            throw new DatabaseError(400, "Invalid data; couldn't parse JSON object, array, or value.");
        }
    }

    /** What is stored of a value that was sent; null = nothing. */
    static @Nullable Object stored(@Nullable Object sent, Supplier<Long> now) {
        if (sent instanceof Map<?, ?> map) {
            return map.containsKey(".sv") ? serverValue(map, now) : children(map, now);
        }
        if (sent instanceof List<?> list) {
            Map<String, @Nullable Object> numbered = new LinkedHashMap<>();
            for (int i = 0; i < list.size(); i++) {
                numbered.put(Integer.toString(i), list.get(i));
            }
            return children(numbered, now);
        }
        if (sent instanceof String text && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT) {
            throw new DatabaseError(400, "Invalid data; string exceeds the maximum size of 10485760 bytes.");
        }
        return sent instanceof Number number ? (Object) number(number) : sent;
    }

    /** What is answered of a stored value: a list where more than half of the numbers up to the greatest are there. */
    static @Nullable Object shown(@Nullable Object stored) {
        if (!(stored instanceof Map<?, ?> map)) {
            return stored;
        }
        Map<String, @Nullable Object> children = new LinkedHashMap<>();
        map.forEach((key, child) -> children.put((String) key, shown(child)));
        boolean numbers = children.keySet().stream().allMatch(key -> key.matches("0|[1-9][0-9]{0,8}"));
        int size = numbers
                ? children.keySet().stream().mapToInt(Integer::parseInt).max().orElse(0) + 1
                : 0;
        if (!numbers || children.size() * 2 <= size) {
            return children;
        }
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(children.get(Integer.toString(i)));
        }
        return list;
    }

    static String text(@Nullable Object stored) {
        return Json.standard().text(shown(stored));
    }

    static String etag(@Nullable Object stored) {
        return stored == null
                ? "null_etag"
                : "e" + Integer.toHexString(sorted(stored).hashCode()) + size(stored);
    }

    static void key(String key, String where) {
        boolean forbidden = key.chars().anyMatch(c -> c < 0x20 || c == 0x7f || ".$#[]/".indexOf(c) >= 0);
        if (key.isEmpty() || forbidden) {
            throw new DatabaseError(
                    400,
                    "Invalid " + where + "; couldn't parse key. Key value can't be empty or contain $ # [ ] / or .");
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new DatabaseError(400, "Invalid " + where + "; key is longer than 768 bytes.");
        }
    }

    static int depth(@Nullable Object stored) {
        return stored instanceof Map<?, ?> map
                ? 1 + map.values().stream().mapToInt(Nodes::depth).max().orElse(0)
                : 0;
    }

    private static boolean isNumber(String key) {
        return key.matches("-?[0-9]{1,10}");
    }

    private static Object serverValue(Map<?, ?> map, Supplier<Long> now) {
        if (map.size() == 1 && "timestamp".equals(map.get(".sv"))) {
            return (double) now.get();
        }
        throw new DatabaseError(400, "Invalid data; couldn't parse server value.");
    }

    private static @Nullable Object children(Map<?, ?> map, Supplier<Long> now) {
        Map<String, Object> children = new TreeMap<>();
        map.forEach((key, child) -> {
            key(String.valueOf(key), "data");
            Object stored = stored(child, now);
            if (stored != null) {
                children.put(String.valueOf(key), stored);
            }
        });
        return children.isEmpty() ? null : children;
    }

    /** IEEE doubles, whatever was sent. */
    private static Double number(Number number) {
        double nearest = new BigDecimal(number.toString()).doubleValue();
        if (!Double.isFinite(nearest)) {
            throw new DatabaseError(400, "Invalid data; number out of range.");
        }
        return nearest;
    }

    private static String sorted(Object stored) {
        return stored instanceof Map<?, ?> map ? new TreeMap<>(map).toString() : stored.toString();
    }

    private static int size(Object stored) {
        return stored.toString().length();
    }
}
