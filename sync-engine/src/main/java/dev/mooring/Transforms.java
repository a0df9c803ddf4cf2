package dev.mooring;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The transforms that come with {@link Transform}. */
final class Transforms {

    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Transforms() {}

    static Transform of(
            UnaryOperator<Map<String, @Nullable Object>> load, UnaryOperator<Map<String, @Nullable Object>> save) {
        return new Transform() {
            @Override
            public Map<String, @Nullable Object> load(Map<String, @Nullable Object> fields) {
                return load.apply(fields);
            }

            @Override
            public Map<String, @Nullable Object> save(Map<String, @Nullable Object> fields) {
                return save.apply(fields);
            }
        };
    }

    static Transform both(Transform first, Transform second) {
        return of(fields -> second.load(first.load(fields)), fields -> first.save(second.save(fields)));
    }

    static Transform rename(String remote, String local) {
        return of(fields -> renamed(fields, remote, local), fields -> renamed(fields, local, remote));
    }

    private static Map<String, @Nullable Object> renamed(Map<String, @Nullable Object> fields, String from, String to) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        fields.forEach((name, value) -> result.put(name.equals(from) ? to : name, value));
        return result;
    }

    static Transform instants(String... names) {
        Set<String> chosen = Set.of(names);
        return of(
                fields -> each(fields, chosen, value -> moment(value, !chosen.isEmpty())),
                fields -> each(fields, chosen, value -> value instanceof Instant at ? at.toString() : value));
    }

    private static Object moment(Object value, boolean must) {
        boolean is = value instanceof String text && MOMENT.matcher(text).matches();
        return is || (must && value instanceof String)
                ? OffsetDateTime.parse(value.toString()).toInstant()
                : value;
    }

    static Transform json(String... names) {
        Set<String> chosen = Set.of(names);
        return of(
                fields -> named(fields, chosen, value -> JSON.readValue(value.toString(), Object.class)),
                fields -> named(fields, chosen, JSON::writeValueAsString));
    }

    private static Map<String, @Nullable Object> each(
            Map<String, @Nullable Object> fields, Set<String> names, UnaryOperator<Object> change) {
        return named(fields, names.isEmpty() ? fields.keySet() : names, change);
    }

    private static Map<String, @Nullable Object> named(
            Map<String, @Nullable Object> fields, Set<String> names, UnaryOperator<Object> change) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(fields);
        result.replaceAll((name, value) -> value == null || !names.contains(name) ? value : change.apply(value));
        return result;
    }
}
