package dev.mooring.crud;

import org.jspecify.annotations.Nullable;

/** Checks what an application gives the builder, at the call: a null would surface far from where it was given. */
final class Given {

    private Given() {}

    /** What must be there. */
    static <X> X present(@Nullable X value, String what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " must not be null");
        }
        return value;
    }

    /** A text that says something. */
    static String text(@Nullable String value, String what) {
        String given = present(value, what);
        if (given.isBlank()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        return given;
    }
}
