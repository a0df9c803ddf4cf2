package dev.mooring.support.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in a JSON value, as RFC 6901 writes it: {@code /data/rows}, empty = the whole value. Immutable. */
public final class Pointer {

    /** The whole value. */
    public static final Pointer ROOT = new Pointer(List.of());

    private final List<String> steps;

    private Pointer(List<String> steps) {
        this.steps = steps;
    }

    /**
     * Reads a pointer.
     *
     * @throws IllegalArgumentException unless it is empty or begins with a slash, or where {@code ~} is not followed by 0 or 1
     */
    public static Pointer of(String text) {
        if (text.isEmpty()) {
            return ROOT;
        }
        if (text.charAt(0) != '/') {
            throw new IllegalArgumentException("a JSON pointer begins with '/', was '" + text + "'");
        }
        List<String> steps = new ArrayList<>();
        for (String step : text.substring(1).split("/", -1)) {
            steps.add(unescaped(step, text));
        }
        return new Pointer(List.copyOf(steps));
    }

    /** What is there; empty where nothing is, or null. */
    public Optional<Object> find(@Nullable Object value) {
        Object found = value;
        for (String step : steps) {
            found = child(found, step);
        }
        return Optional.ofNullable(found);
    }

    /** The text, number or truth value that is there, as text; empty for anything else. */
    public Optional<String> text(@Nullable Object value) {
        return find(value)
                .filter(found -> found instanceof String || found instanceof Number || found instanceof Boolean)
                .map(Object::toString);
    }

    /** Whether something is there, null included. */
    public boolean reaches(@Nullable Object value) {
        Object found = value;
        for (String step : steps) {
            if (!has(found, step)) {
                return false;
            }
            found = child(found, step);
        }
        return true;
    }

    /** The unescaped steps from the root. */
    public List<String> steps() {
        return steps;
    }

    /** The text form. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        steps.forEach(step -> text.append('/').append(step.replace("~", "~0").replace("/", "~1")));
        return text.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pointer pointer && steps.equals(pointer.steps);
    }

    @Override
    public int hashCode() {
        return steps.hashCode();
    }

    private static boolean has(@Nullable Object value, String step) {
        if (value instanceof Map<?, ?> map) {
            return map.containsKey(step);
        }
        return value instanceof List<?> list && index(step) < list.size();
    }

    private static @Nullable Object child(@Nullable Object value, String step) {
        if (value instanceof Map<?, ?> map) {
            return map.get(step);
        }
        return value instanceof List<?> list && index(step) < list.size() ? list.get(index(step)) : null;
    }

    /** The position that a step names; beyond every list where it names none. */
    private static int index(String step) {
        boolean number = !step.isEmpty() && step.length() <= 9 && step.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean padded = step.length() > 1 && step.charAt(0) == '0';
        return number && !padded ? Integer.parseInt(step) : Integer.MAX_VALUE;
    }

    private static String unescaped(String step, String pointer) {
        for (int at = step.indexOf('~'); at >= 0; at = step.indexOf('~', at + 1)) {
            if (at + 1 == step.length() || (step.charAt(at + 1) != '0' && step.charAt(at + 1) != '1')) {
                throw new IllegalArgumentException(
                        "in the JSON pointer '" + pointer + "' a '~' is not followed by 0 or 1");
            }
        }
        return step.replace("~1", "/").replace("~0", "~");
    }
}
