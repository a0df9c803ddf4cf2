package dev.mooring.sync;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record: JSON-shaped JDK values in one canonical form, so that equal values are {@link Object#equals equal}.
 * This is the one place that validates, normalises, copies, patches and compares them.
 *
 * <ul>
 *   <li>{@code Map} with text keys, {@code List}, {@code String}, {@code Boolean} and {@code null} stay what they are, copied and
 *       unmodifiable, maps in their order. {@code null} inside a map or a list is a value (VALUE-9).
 *   <li>Every number of the JDK becomes {@code Long}, else {@code BigInteger}, else {@code BigDecimal}, by its shortest decimal
 *       form: {@code 0.1f}, {@code 0.1} and {@code 0.10} are one number, {@code 1.0} is {@code 1L}, {@code -0.0} is {@code 0L}
 *       (VALUE-4 to VALUE-6). A whole number of more than 100 digits is a {@code BigDecimal} as well.
 *   <li>Refused with an {@link IllegalArgumentException} that names the place: any other type, NaN and infinities, numbers of more
 *       than 1,000 digits (zeros at the end do not count) or an exponent beyond 10,000, text with an unpaired surrogate, nesting deeper than 100.
 * </ul>
 *
 * <p>At top level {@code null} and absent are the same: a document holds no null, a patch uses null to clear (VALUE-8,
 * UPDATE-2). What an adapter is given comes back equal, or is refused by the name of its field (VALUE-1 to VALUE-18).
 * All methods are pure and safe for several threads.
 */
public final class Fields {

    private Fields() {}

    /** Canonical fields of a document: null fields are dropped. */
    public static Map<String, @Nullable Object> document(Map<String, ? extends @Nullable Object> fields) {
        Map<String, @Nullable Object> canonical = patch(fields);
        if (!canonical.containsValue(null)) {
            return canonical;
        }
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(canonical);
        kept.values().removeIf(Objects::isNull);
        return CanonicalMap.of(kept);
    }

    /** A canonical patch: null fields are kept, they clear. */
    public static Map<String, @Nullable Object> patch(Map<String, ? extends @Nullable Object> fields) {
        return Canonical.fields(fields);
    }

    /** Canonical fields without those of some names; what is canonical already is not looked at again. */
    public static Map<String, @Nullable Object> without(
            Map<String, ? extends @Nullable Object> fields, Set<String> names) {
        Tokens.items(names, "the names");
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(patch(fields));
        names.forEach(kept::remove);
        return CanonicalMap.of(kept);
    }

    /**
     * One value in canonical form.
     *
     * @param value anything JSON-shaped
     * @param name how to call it in an error
     */
    public static @Nullable Object value(@Nullable Object value, String name) {
        return Canonical.value(value, name);
    }

    /** The document fields after a patch: absent = untouched, null = cleared, a value replaces the old one whole. */
    public static Map<String, @Nullable Object> apply(
            Map<String, ? extends @Nullable Object> fields, Map<String, ? extends @Nullable Object> patch) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(document(fields));
        result.putAll(patch(patch));
        return document(CanonicalMap.of(result));
    }

    /** The smallest patch that makes {@code to} out of {@code from}; a field that is gone is cleared. */
    public static Map<String, @Nullable Object> diff(
            Map<String, ? extends @Nullable Object> from, Map<String, ? extends @Nullable Object> to) {
        Map<String, @Nullable Object> before = document(from);
        Map<String, @Nullable Object> after = document(to);
        Set<String> names = new LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        Map<String, @Nullable Object> patch = new LinkedHashMap<>();
        for (String name : names) {
            if (!Objects.equals(before.get(name), after.get(name))) {
                patch.put(name, after.get(name));
            }
        }
        return CanonicalMap.of(patch);
    }

    /** Whether two documents' fields are the same; null and absent are. */
    public static boolean same(Map<String, ? extends @Nullable Object> a, Map<String, ? extends @Nullable Object> b) {
        return document(a).equals(document(b));
    }

    /** Whether every field of {@code part} has the same value in {@code whole}; a null is covered by absence. */
    public static boolean covers(
            Map<String, ? extends @Nullable Object> whole, Map<String, ? extends @Nullable Object> part) {
        Map<String, @Nullable Object> there = document(whole);
        return patch(part).entrySet().stream()
                .allMatch(wanted -> Objects.equals(there.get(wanted.getKey()), wanted.getValue()));
    }
}
