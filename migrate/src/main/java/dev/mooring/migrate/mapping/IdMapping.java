package dev.mooring.migrate.mapping;

import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What becomes of ids. It MUST give different ids for different ids; where it does not, the later record ends in the quarantine.
 * Immutable.
 *
 * @param label what it does, in a word: another label is another mapping
 * @param function the new id of an id; an empty one is {@link Unmappable}
 */
public record IdMapping(String label, UnaryOperator<String> function) {

    /** Ids stay. */
    public static final IdMapping SAME = new IdMapping("same", id -> id);

    /** Puts a text in front. */
    public static IdMapping prefix(String text) {
        return new IdMapping("prefix " + text, id -> text + id);
    }

    /** Takes a text away that every id begins with. */
    public static IdMapping stripPrefix(String text) {
        return new IdMapping("stripPrefix " + text, id -> {
            if (!id.startsWith(text)) {
                throw new Unmappable("the id '" + id + "' does not begin with '" + text + "'");
            }
            return id.substring(text.length());
        });
    }

    /**
     * Replaces every match of a regular expression; {@code $1} stands for its first group.
     *
     * @throws IllegalArgumentException for what is no regular expression, and for a replacement that names a group which is not there
     */
    public static IdMapping replace(String pattern, String with) {
        Pattern compiled = Pattern.compile(pattern);
        checked(pattern, with);
        return new IdMapping("replace " + pattern + " with " + with, id -> {
            Matcher matcher = compiled.matcher(id);
            return matcher.replaceAll(with);
        });
    }

    /** Replacements are read at the first match only; this one matches the empty text as well, with the same groups. */
    private static void checked(String pattern, String with) {
        try {
            Pattern.compile(pattern + "|").matcher("").replaceFirst(with);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "the replacement '" + with + "' does not fit the pattern '" + pattern + "': " + e.getMessage(), e);
        }
    }

    /** Whether ids stay. */
    public boolean isSame() {
        return label.equals(SAME.label);
    }

    /** This, then another. */
    public IdMapping then(IdMapping next) {
        return isSame()
                ? next
                : new IdMapping(label + ", " + next.label, id -> next.function.apply(function.apply(id)));
    }

    /** The new id. */
    public String of(String id) {
        String mapped = applied(id);
        if (mapped.isEmpty()) {
            throw new Unmappable("nothing is left of the id '" + id + "'");
        }
        return mapped;
    }

    private String applied(String id) {
        try {
            return Objects.requireNonNull(function.apply(id), "its answer is null");
        } catch (Unmappable e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Unmappable("the id mapping '" + label + "' failed for the id '" + id + "': " + e, e);
        }
    }
}
