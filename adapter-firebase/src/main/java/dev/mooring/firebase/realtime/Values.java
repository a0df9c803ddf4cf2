package dev.mooring.firebase.realtime;

import dev.mooring.sync.Fields;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the database keeps as it is. It has no null and no empty map or list, its numbers are doubles, its keys are restricted and a map
 * of numbers comes back as a list.
 */
final class Values {

    /** Levels below the root must be fewer than 32. */
    static final int DEEPEST = 31;

    private static final int LONGEST_TEXT = 10 * 1024 * 1024;
    private static final long EXACT = 1L << 53;

    private Values() {}

    /**
     * Why the database would not keep a value as it is; empty = it does.
     *
     * @param depth how many levels below the root it stands
     */
    static Optional<String> problem(@Nullable Object value, int depth) {
        if (value == null) {
            return Optional.of("holds null, which the database drops");
        }
        if (depth > DEEPEST) {
            return Optional.of("is nested deeper than the database's " + DEEPEST + " levels");
        }
        if (value instanceof Map<?, ?> map) {
            return problem(map, depth);
        }
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? Optional.of("holds an empty list, which the database drops")
                    : first(list, depth + 1);
        }
        return value instanceof Number number ? problem(number) : problem(value);
    }

    /** A value as the database answers it: numbers are doubles, whatever digits they were written with. */
    static @Nullable Object read(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> read = new LinkedHashMap<>();
            map.forEach((key, member) -> read.put(String.valueOf(key), read(member)));
            return read;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> read = new ArrayList<>();
            list.forEach(element -> read.add(read(element)));
            return read;
        }
        boolean decimal = value instanceof Number && !(value instanceof Long);
        return decimal && value instanceof Number number && Double.isFinite(number.doubleValue())
                ? Fields.value(number.doubleValue(), "a number")
                : value;
    }

    /** Whether the text is short enough. */
    static boolean fits(String text) {
        return text.length() <= LONGEST_TEXT && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TEXT;
    }

    private static Optional<String> problem(Map<?, ?> map, int depth) {
        if (map.isEmpty()) {
            return Optional.of("holds an empty map, which the database drops");
        }
        boolean numbers = true;
        for (Object key : map.keySet()) {
            String name = String.valueOf(key);
            if (!Keys.isKey(name)) {
                return Optional.of("has the key '" + name + "', which the database forbids");
            }
            numbers &= Keys.isNumber(name);
        }
        return numbers
                ? Optional.of("holds a map of numbers, which the database answers as a list")
                : first(map.values(), depth + 1);
    }

    private static Optional<String> first(Iterable<?> values, int depth) {
        for (Object value : values) {
            Optional<String> problem = problem(value, depth);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problem(Number number) {
        boolean kept = number instanceof Long whole
                ? whole >= -EXACT && whole <= EXACT
                : isDouble(new BigDecimal(number.toString()));
        return kept
                ? Optional.empty()
                : Optional.of("holds the number " + shown(number) + ", which the database's doubles do not keep");
    }

    private static boolean isDouble(BigDecimal number) {
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(number) == 0;
    }

    private static Optional<String> problem(Object value) {
        return value instanceof String text && !fits(text)
                ? Optional.of("holds a text of more than 10 MB")
                : Optional.empty();
    }

    private static String shown(Number number) {
        String text = number.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
