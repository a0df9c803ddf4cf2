package dev.mooring.sync;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings values into the canonical form that {@link Fields} describes. */
final class Canonical {

    private static final int DEEPEST = 100;

    private Canonical() {}

    static Map<String, @Nullable Object> fields(Map<?, ?> fields) {
        return map(Tokens.present(fields, "the fields"), null, 0);
    }

    static @Nullable Object value(@Nullable Object value, String name) {
        return value(value, new Place(null).at(Tokens.present(name, "a value's name")), 0);
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map, @Nullable Place outer, int depth) {
        if (map instanceof CanonicalMap canonical && canonical.height() + depth <= DEEPEST) {
            return canonical;
        }
        Place place = new Place(outer);
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = name(entry.getKey(), outer);
            text(name, place.at(name));
            copy.put(name, value(entry.getValue(), place, depth + 1));
        }
        return CanonicalMap.of(copy);
    }

    private static String name(@Nullable Object key, @Nullable Place map) {
        if (key instanceof String name) {
            return name;
        }
        String kind = key == null ? "null" : key.getClass().getName();
        throw new IllegalArgumentException(
                (map == null ? "the fields" : "field '" + map + "'") + " has a key that is no text: " + kind);
    }

    private static @Nullable Object value(@Nullable Object value, Place place, int depth) {
        if (depth > DEEPEST) {
            throw refused(place, "is nested deeper than " + DEEPEST);
        }
        if (value == null || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof String text) {
            return text(text, place);
        }
        if (value instanceof Number number) {
            return number(number, place);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, place, depth);
        }
        if (value instanceof List<?> list) {
            return list(list, place, depth);
        }
        throw refused(place, "has a type that JSON lacks: " + value.getClass().getName());
    }

    private static List<@Nullable Object> list(List<?> list, Place outer, int depth) {
        if (list instanceof CanonicalList canonical && canonical.height() + depth <= DEEPEST) {
            return canonical;
        }
        Place place = new Place(outer);
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object item : list) {
            copy.add(value(item, place.at(copy.size()), depth + 1));
        }
        return CanonicalList.of(copy);
    }

    private static String text(String text, Place place) {
        int unpaired = Tokens.unpairedSurrogate(text);
        if (unpaired >= 0) {
            throw refused(place, "has an unpaired surrogate at " + unpaired);
        }
        return text;
    }

    private static Number number(Number number, Place place) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger integer && integer.bitLength() <= 63) {
            return integer.longValue();
        }
        try {
            return Numbers.shortest(number);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(at(place) + " " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException refused(Place place, String why) {
        return new IllegalArgumentException(at(place) + " " + why);
    }

    private static String at(Place place) {
        return "field '" + place + "'";
    }
}
