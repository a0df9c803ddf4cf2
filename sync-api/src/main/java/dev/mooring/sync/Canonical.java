package dev.mooring.sync;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings values into the canonical form that {@link Fields} describes. */
final class Canonical {

    private static final int DEEPEST = 100;
    private static final int MOST_DIGITS = 1_000;
    private static final int LARGEST_EXPONENT = 10_000;
    private static final int MOST_INTEGER_DIGITS = 100;

    private Canonical() {}

    static Map<String, @Nullable Object> map(Map<?, ?> fields, String path, int depth) {
        if (fields instanceof CanonicalMap canonical && canonical.height() + depth <= DEEPEST) {
            return canonical;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(fields.size() * 2);
        for (Map.Entry<?, ?> entry : fields.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw refused(path, "has a key that is no text: " + entry.getKey());
            }
            String place = path.isEmpty() ? name : path + "." + name;
            text(name, place);
            copy.put(name, value(entry.getValue(), place, depth + 1));
        }
        return CanonicalMap.of(copy);
    }

    static @Nullable Object value(@Nullable Object value, String path, int depth) {
        if (depth > DEEPEST) {
            throw refused(path, "is nested deeper than " + DEEPEST);
        }
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            return text(text, path);
        }
        if (value instanceof Number number) {
            return number(number, path);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, path, depth);
        }
        if (value instanceof List<?> list) {
            return list(list, path, depth);
        }
        throw refused(path, "has a type that JSON lacks: " + value.getClass().getName());
    }

    private static List<@Nullable Object> list(List<?> list, String path, int depth) {
        if (list instanceof CanonicalList canonical && canonical.height() + depth <= DEEPEST) {
            return canonical;
        }
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        for (Object item : list) {
            copy.add(value(item, path + "[" + copy.size() + "]", depth + 1));
        }
        return CanonicalList.of(copy);
    }

    private static String text(String text, String path) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isLowSurrogate(c)
                    || i + 1 == text.length()
                    || !Character.isLowSurrogate(text.charAt(i + 1))) {
                throw refused(path, "has an unpaired surrogate at " + i);
            }
            i++;
        }
        return text;
    }

    private static Number number(Number number, String path) {
        if (number instanceof Long) {
            return number;
        }
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger integer) {
            return integer(integer, path);
        }
        return shortest(number instanceof BigDecimal decimal ? decimal : parsed(number, path), path);
    }

    private static Number integer(BigInteger integer, String path) {
        if (integer.bitLength() <= 63) {
            return integer.longValue();
        }
        // 4 bits are more than one decimal digit, so this bound lets no allowed number fall
        if (integer.bitLength() > 4 * MOST_DIGITS) {
            throw refused(path, "is a number of more than " + MOST_DIGITS + " digits");
        }
        return shortest(new BigDecimal(integer), path);
    }

    private static BigDecimal parsed(Number number, String path) {
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException e) {
            throw refused(path, "is not a finite number: " + number);
        }
    }

    private static Number shortest(BigDecimal decimal, String path) {
        if (decimal.precision() > MOST_DIGITS) {
            throw refused(path, "is a number of more than " + MOST_DIGITS + " digits");
        }
        if (decimal.signum() == 0) {
            return 0L;
        }
        // before stripping: a scale near the end of the range would overflow there
        long exponent = (long) decimal.precision() - decimal.scale();
        if (Math.abs(exponent) > LARGEST_EXPONENT) {
            throw refused(path, "is a number with an exponent beyond " + LARGEST_EXPONENT);
        }
        BigDecimal shortest = decimal.stripTrailingZeros();
        if (shortest.scale() > 0 || exponent > MOST_INTEGER_DIGITS) {
            return shortest;
        }
        BigInteger integer = shortest.toBigIntegerExact();
        return integer.bitLength() <= 63 ? (Number) integer.longValue() : integer;
    }

    private static IllegalArgumentException refused(String path, String why) {
        return new IllegalArgumentException((path.isEmpty() ? "the fields" : "field '" + path + "'") + " " + why);
    }
}
