package dev.mooring.migrate.internal;

/** The beginning of a text, for messages and tables. Safe for several threads. */
public final class Excerpt {

    private Excerpt() {}

    /** The whole text, or its beginning and dots; never half of a symbol, which JSON could not hold. */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "...";
    }
}
