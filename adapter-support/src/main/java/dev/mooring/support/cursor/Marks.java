package dev.mooring.support.cursor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Short marks of rows that were delivered, each with the time of its stamp. */
final class Marks {

    /** Two rows with one mark would hide a change; with 64 bits that does not happen. */
    private static final int BYTES = 8;

    private Marks() {}

    static String of(Stamped row) {
        String state = row.id().length() + ":" + row.id() + row.version().length() + ":" + row.version() + row.stamp();
        byte[] digest = sha256().digest(state.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
    }

    static String write(Map<String, Long> marks) {
        return marks.entrySet().stream()
                .map(mark -> mark.getKey() + "~" + Long.toString(mark.getValue(), Character.MAX_RADIX))
                .collect(Collectors.joining(","));
    }

    static Map<String, Long> read(String text) {
        Map<String, Long> marks = new LinkedHashMap<>();
        for (String mark : text.split(",", -1)) {
            int tilde = mark.indexOf('~');
            if (tilde > 0) {
                marks.put(mark.substring(0, tilde), time(mark.substring(tilde + 1)));
            }
        }
        return marks;
    }

    /** The marks that are not older than that, at most so many: the newest. */
    static Map<String, Long> newest(Map<String, Long> marks, long oldest, int most) {
        return marks.entrySet().stream()
                .filter(mark -> mark.getValue() >= oldest)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    /** What is unreadable is as good as forgotten. */
    private static long time(String text) {
        try {
            return Long.parseLong(text, Character.MAX_RADIX);
        } catch (NumberFormatException e) {
            return Long.MIN_VALUE;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
