package dev.mooring.migrate.mapping;

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

    /** Replaces every match of a regular expression; {@code $1} stands for its first group. */
    public static IdMapping replace(String pattern, String with) {
        Pattern compiled = Pattern.compile(pattern);
        return new IdMapping("replace " + pattern + " with " + with, id -> {
            Matcher matcher = compiled.matcher(id);
            return matcher.replaceAll(with);
        });
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
        String mapped = function.apply(id);
        if (mapped.isEmpty()) {
            throw new Unmappable("nothing is left of the id '" + id + "'");
        }
        return mapped;
    }
}
