package dev.mooring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks what an application gives, at the call. */
final class Given {

    private static final int LONGEST = 2_000;

    private Given() {}

    static <X> X present(@Nullable X value, String what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " must not be null");
        }
        return value;
    }

    static String id(@Nullable String id) {
        String given = present(id, "an id");
        if (given.isEmpty() || given.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "an id has 1 to " + LONGEST + " characters, this one has " + given.length());
        }
        return text(given, "an id");
    }

    static String name(@Nullable String name, String what) {
        String given = present(name, what);
        if (given.isEmpty() || given.length() > LONGEST || given.startsWith(Namespace.MARK)) {
            throw new IllegalArgumentException(what + " has 1 to " + LONGEST + " characters and does not begin with '"
                    + Namespace.MARK + "', unlike '" + given + "'");
        }
        return text(given, what);
    }

    static Duration wait(@Nullable Duration wait, String what) {
        Duration given = present(wait, what);
        if (given.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, was " + given);
        }
        return given;
    }

    static int count(int count, String what) {
        if (count < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, was " + count);
        }
        return count;
    }

    /** Encoders replace an unpaired surrogate silently, and two ids become one. */
    private static String text(String given, String what) {
        boolean broken = given.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
        if (broken) {
            throw new IllegalArgumentException(what + " has an unpaired surrogate");
        }
        return given;
    }
}
