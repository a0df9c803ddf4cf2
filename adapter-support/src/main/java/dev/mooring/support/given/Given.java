package dev.mooring.support.given;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks what an application gives an adapter, at the call: a null would surface far from where it was given. */
public final class Given {

    private Given() {}

    /** What must be there. */
    public static <X> X present(@Nullable X value, String what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " must not be null");
        }
        return value;
    }

    /** A text that says something. */
    public static String text(@Nullable String value, String what) {
        String given = present(value, what);
        if (given.isBlank()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        return given;
    }

    /** A time that passes. */
    public static Duration time(@Nullable Duration value, String what) {
        Duration given = present(value, what);
        if (given.isNegative() || given.isZero()) {
            throw new IllegalArgumentException(what + " must be positive, was " + given);
        }
        return given;
    }
}
