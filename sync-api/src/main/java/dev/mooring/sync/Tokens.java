package dev.mooring.sync;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checks that the values share; each names what is wrong. */
final class Tokens {

    private Tokens() {}

    static String required(@Nullable String text, String what) {
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        return text;
    }

    static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " must not be null");
        }
        return value;
    }

    // the SPI's records get what a caller without null checks gives
    @SuppressWarnings("NullableOptional")
    static <T> Optional<T> optional(@Nullable Optional<T> value, String what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " must not be null; use Optional.empty()");
        }
        return value;
    }

    /** Checks a collection and each of its items. */
    static <T extends Collection<?>> T items(@Nullable T items, String what) {
        T given = present(items, what);
        for (Object item : given) {
            present(item, "an item of " + what);
        }
        return given;
    }

    static <T> List<T> copy(@Nullable List<T> items, String what) {
        return List.copyOf(items(items, what));
    }

    static int limit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        return limit;
    }

    /** Where a text has an unpaired surrogate, which no encoding can carry; -1 = nowhere. */
    static int unpairedSurrogate(String text) {
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                return at;
            }
            at += Character.charCount(point);
        }
        return -1;
    }
}
