package dev.mooring.contract.memory;

import dev.mooring.sync.Cursor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cursor says.
 *
 * @param kind of what walk
 * @param epoch counts how often cursors have expired
 * @param stamp a place in the feed
 * @param millis when the place was taken
 * @param after the id (or count) that a listing goes on after
 */
record Position(Kind kind, long epoch, long stamp, long millis, String after) {

    private static final Pattern FORM =
            Pattern.compile("([a-z]+):(\\d{1,18}):(\\d{1,18}):(\\d{1,18}):(.*)", Pattern.DOTALL);

    /** The walks, each with cursors of its own. */
    enum Kind {
        LIST,
        KEYS,
        SNAPSHOT,
        FEED,
        WINDOW;

        private final String mark = name().toLowerCase(Locale.ROOT);
    }

    Cursor cursor() {
        return new Cursor(kind.mark + ":" + epoch + ":" + stamp + ":" + millis + ":" + after);
    }

    /** Reads a cursor; one that is no position, or from before cursors expired, is nothing. */
    static Optional<Position> of(Cursor cursor, long epoch) {
        Matcher parts = FORM.matcher(cursor.token());
        if (!parts.matches()) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (kind.mark.equals(parts.group(1)) && Long.parseLong(parts.group(2)) == epoch) {
                return Optional.of(new Position(
                        kind, epoch, Long.parseLong(parts.group(3)), Long.parseLong(parts.group(4)), parts.group(5)));
            }
        }
        return Optional.empty();
    }

    boolean is(Kind other) {
        return kind == other;
    }
}
