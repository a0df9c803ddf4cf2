package dev.mooring.support.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures a value by the limits of reading, without writing it. Used once. */
final class Extent {

    /** Ten less than a record may have: servers show records within documents of their own. */
    private static final int DEEPEST = 90;

    private static final int LONGEST_LONG = 20;

    private final int longestText;
    private final int longestName;
    private final long largest;
    private long left;

    Extent(int longestText, int longestName, long largest) {
        this.longestText = longestText;
        this.longestName = longestName;
        this.largest = largest;
        this.left = largest;
    }

    Optional<String> tooMuch(@Nullable Object value) {
        return tooMuch(value, 1);
    }

    private Optional<String> tooMuch(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            return Optional.of("is nested deeper than " + DEEPEST);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .flatMap(member ->
                            name(String.valueOf(member.getKey()))
                                    .or(() -> tooMuch(member.getValue(), depth + 1))
                                    .stream())
                    .findFirst()
                    .or(() -> spend(0));
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .flatMap(item -> tooMuch(item, depth + 1).stream())
                    .findFirst()
                    .or(() -> spend(0));
        }
        return value instanceof String text ? text(text) : spend(digits(value));
    }

    private Optional<String> text(String text) {
        return text.length() > longestText
                ? Optional.of("holds a text of " + text.length() + " characters, more than " + longestText)
                : spend(text.length());
    }

    private Optional<String> name(String name) {
        return name.length() > longestName
                ? Optional.of("holds a name of " + name.length() + " characters, more than " + longestName)
                : spend(name.length());
    }

    private static int digits(@Nullable Object value) {
        return value instanceof Number && !(value instanceof Long)
                ? value.toString().length()
                : LONGEST_LONG;
    }

    private Optional<String> spend(int characters) {
        left -= TreeReader.TOKEN + characters;
        return left < 0 ? Optional.of("is larger than " + largest + " characters") : Optional.empty();
    }
}
