package dev.mooring.cli.copy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object, each taken once. What nobody took is an error: this program would lose it silently. Every error is an
 * {@link IllegalArgumentException}. Not safe for several threads.
 */
final class Members {

    private final Map<String, @Nullable Object> left;

    Members(Map<String, @Nullable Object> members) {
        this.left = new LinkedHashMap<>(members);
    }

    /** Ends the reading. */
    void nothingLeft() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("'" + left.keySet().iterator().next() + "' is not known here");
        }
    }

    String text(String name) {
        return required(name, optionalText(name));
    }

    Optional<String> optionalText(String name) {
        return take(name, String.class, "a text");
    }

    List<String> texts(String name) {
        return list(name, String.class, "texts");
    }

    long number(String name) {
        return required(name, optionalNumber(name));
    }

    /** A number that is left out when it is 0. */
    long numberOrZero(String name) {
        return optionalNumber(name).orElse(0L);
    }

    /** A count that is left out when it is 0. */
    int countOrZero(String name) {
        long number = numberOrZero(name);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("'" + name + "' is no count");
        }
        return (int) number;
    }

    Optional<Long> optionalNumber(String name) {
        return take(name, Long.class, "a whole number");
    }

    List<Long> numbers(String name) {
        return list(name, Long.class, "whole numbers");
    }

    boolean truth(String name) {
        return required(name, take(name, Boolean.class, "true or false"));
    }

    Instant instant(String name) {
        return required(name, optionalInstant(name));
    }

    Optional<Instant> optionalInstant(String name) {
        return optionalText(name).map(text -> instant(name, text));
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + name + "' is no time", e);
        }
    }

    /** Fields; none when they are left out. */
    Map<String, @Nullable Object> fields(String name) {
        return optionalFields(name).orElse(Map.of());
    }

    @SuppressWarnings("unchecked") // names are texts in JSON
    Optional<Map<String, @Nullable Object>> optionalFields(String name) {
        return take(name, Map.class, "an object").map(map -> (Map<String, @Nullable Object>) map);
    }

    /** An object within this one. */
    <T> Optional<T> part(String name, Function<Members, T> reader) {
        return optionalFields(name).map(fields -> {
            Members members = new Members(fields);
            T part = reader.apply(members);
            members.nothingLeft();
            return part;
        });
    }

    <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new IllegalArgumentException("'" + name + "' is missing"));
    }

    private <T> List<T> list(String name, Class<T> type, String what) {
        List<T> items = new ArrayList<>();
        for (Object item : take(name, List.class, "a list").orElse(List.of())) {
            if (!type.isInstance(item)) {
                throw new IllegalArgumentException("'" + name + "' is no list of " + what);
            }
            items.add(type.cast(item));
        }
        return Collections.unmodifiableList(items);
    }

    private <T> Optional<T> take(String name, Class<T> type, String what) {
        if (!left.containsKey(name)) {
            return Optional.empty();
        }
        Object value = left.remove(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("'" + name + "' is not " + what);
        }
        return Optional.of(type.cast(value));
    }
}
