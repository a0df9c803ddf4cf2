package dev.mooring.store.sqlite;

/** Texts that SQLite can hold. */
final class Texts {

    private Texts() {}

    /** Refuses an unpaired surrogate: it would be replaced silently, and two ids become one. */
    static void check(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSurrogatePair(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
                    throw new IllegalArgumentException(
                            "a text with an unpaired surrogate at " + i + " cannot be stored");
                }
                i++;
            }
        }
    }
}
