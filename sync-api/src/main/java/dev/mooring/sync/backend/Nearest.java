package dev.mooring.sync.backend;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the name that somebody probably meant. */
final class Nearest {

    private Nearest() {}

    /** {@code ; did you mean 'x'?}, or nothing when no name is close. */
    static String hint(String typed, Collection<String> known) {
        int mostEdits = Math.max(2, typed.length() / 2);
        return known.stream()
                .min(Comparator.comparingInt((String name) -> edits(typed, name)).thenComparing(Comparator.naturalOrder()))
                .filter(name -> edits(typed, name) <= mostEdits)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    /** The Levenshtein distance, ignoring case, hyphens and underscores. */
    private static int edits(String typed, String name) {
        String a = plain(typed);
        String b = plain(name);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
