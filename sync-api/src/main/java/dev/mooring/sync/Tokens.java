package dev.mooring.sync;

import org.jspecify.annotations.Nullable;

/** The checks that the small text values share. */
final class Tokens {

    private Tokens() {}

    static String required(@Nullable String text, String what) {
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        return text;
    }

    static int limit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        return limit;
    }
}
