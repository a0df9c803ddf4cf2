package dev.mooring.sync.backend;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the name that somebody probably meant, for messages about configuration. Pure; safe for several threads. */
public final class Nearest {

    private Nearest() {}

    /** {@code ; did you mean 'x'?}, or nothing when no name is close. */
    public static String hint(String typed, Collection<String> known) {
        return hint(known.stream().map(name -> new Guess(typed, name, name)).toList());
    }

    /** The same, for names that are a part of something larger. */
    static String hint(List<Guess> guesses) {
        return guesses.stream()
                .filter(Guess::isNear)
                .min(Comparator.comparingInt(Guess::edits).thenComparing(Guess::whole))
                .map(guess -> "; did you mean '" + guess.whole() + "'?")
                .orElse("");
    }

    /**
     * What may have been meant.
     *
     * @param typed the part that was written
     * @param known the part that it may stand for
     * @param whole all of it, put right
     */
    record Guess(String typed, String known, String whole) {

        boolean isNear() {
            return edits() <= Math.max(2, typed.length() / 3) && edits() < known.length();
        }

        /** The Levenshtein distance, ignoring case, hyphens and underscores. */
        int edits() {
            String a = plain(typed);
            String b = plain(known);
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
}
