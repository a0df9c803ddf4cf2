package dev.mooring.firebase.realtime.sim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code orderBy} with its bounds and limits. Immutable. */
final class Query {

    private static final Set<String> BOUNDS = Set.of("startAt", "startAfter", "endAt", "endBefore", "equalTo");
    private static final Set<String> LIMITS = Set.of("limitToFirst", "limitToLast");

    private final Map<String, String> parameters;
    private final String orderBy;

    private Query(Map<String, String> parameters, String orderBy) {
        this.parameters = parameters;
        this.orderBy = orderBy;
    }

    static boolean isOne(Map<String, String> parameters) {
        return parameters.containsKey("orderBy")
                || !Collections.disjoint(parameters.keySet(), BOUNDS)
                || !Collections.disjoint(parameters.keySet(), LIMITS);
    }

    static Query of(Map<String, String> parameters) {
        if (!parameters.containsKey("orderBy")) {
            throw new DatabaseError(400, "orderBy must be defined when other query parameters are defined");
        }
        if (!(json(parameters, "orderBy") instanceof String orderBy)) {
            throw new DatabaseError(400, "orderBy must be a valid JSON encoded path");
        }
        if (parameters.keySet().containsAll(LIMITS)) {
            throw new DatabaseError(400, "Cannot specify both limitToFirst and limitToLast");
        }
        return new Query(Map.copyOf(parameters), orderBy);
    }

    String orderBy() {
        return orderBy;
    }

    boolean needsIndex() {
        return !orderBy.equals("$key") && !orderBy.equals("$priority");
    }

    /** The children that fit, as an object whose order says nothing: here, the reverse of the asked one. */
    Map<String, Object> of(@Nullable Object node) {
        Map<String, Object> children = new LinkedHashMap<>();
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, child) -> children.put((String) key, child));
        }
        Comparator<String> byValue = Comparator.comparing(key -> value(key, children.get(key)), Query::compare);
        List<String> keys = new ArrayList<>(children.keySet().stream()
                .filter(key -> fits(value(key, children.get(key))))
                .sorted(orderBy.equals("$key") ? Nodes.KEYS : byValue.thenComparing(Nodes.KEYS))
                .toList());
        keys = new ArrayList<>(limited(keys));
        Collections.reverse(keys);
        Map<String, Object> found = new LinkedHashMap<>();
        keys.forEach(key -> found.put(key, children.get(key)));
        return found;
    }

    private List<String> limited(List<String> keys) {
        if (parameters.containsKey("limitToFirst")) {
            return keys.subList(0, Math.min(keys.size(), limit("limitToFirst")));
        }
        return parameters.containsKey("limitToLast")
                ? keys.subList(Math.max(0, keys.size() - limit("limitToLast")), keys.size())
                : keys;
    }

    private int limit(String name) {
        String text = parameters.getOrDefault(name, "");
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new DatabaseError(400, name + " must be a positive integer");
        }
        return Integer.parseInt(text);
    }

    private boolean fits(Ordered value) {
        return parameters.keySet().stream().filter(BOUNDS::contains).allMatch(bound -> {
            int order = orderBy.equals("$key")
                    ? Nodes.KEYS.compare(value.text(), String.valueOf(json(parameters, bound)))
                    : compare(value, Ordered.of(json(parameters, bound)));
            return switch (bound) {
                case "startAt" -> order >= 0;
                case "startAfter" -> order > 0;
                case "endAt" -> order <= 0;
                case "endBefore" -> order < 0;
                default -> order == 0;
            };
        });
    }

    private Ordered value(String key, @Nullable Object child) {
        return orderBy.equals("$key")
                ? new Ordered(4, 0, key)
                : Ordered.of(child instanceof Map<?, ?> map ? map.get(orderBy) : null);
    }

    private static @Nullable Object json(Map<String, String> parameters, String name) {
        return Nodes.parse(parameters.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8));
    }

    private static int compare(Ordered a, Ordered b) {
        return Comparator.comparingInt(Ordered::rank)
                .thenComparingDouble(Ordered::number)
                .thenComparing(Ordered::text)
                .compare(a, b);
    }

    /** Null, false, true, numbers, texts, objects: in this order. */
    private record Ordered(int rank, double number, String text) {

        static Ordered of(@Nullable Object value) {
            if (value instanceof Boolean truth) {
                return new Ordered(truth ? 2 : 1, 0, "");
            }
            if (value instanceof Number number) {
                return new Ordered(3, number.doubleValue(), "");
            }
            return value instanceof String text ? new Ordered(4, 0, text) : new Ordered(value == null ? 0 : 5, 0, "");
        }
    }
}
