package dev.mooring.sync;

/**
 * A position in a listing or in a change feed, made and read by the adapter alone. It may be stored, and handed to another
 * client of the same collection (FEED-16). An adapter MUST treat a token that it cannot read, that another adapter made or
 * that has expired as {@link #START} (LIST-10, FEED-13, FEED-14). Immutable.
 *
 * @param token the adapter's own text; empty only in {@link #START}
 */
public record Cursor(String token) {

    /** The beginning: before the first record, before the first change. */
    public static final Cursor START = new Cursor("");

    /** Checks that there is a token. */
    public Cursor {
        if (token == null) {
            throw new IllegalArgumentException("a cursor's token must not be null; use Cursor.START");
        }
    }

    /** Whether this is {@link #START}. */
    public boolean isStart() {
        return token.isEmpty();
    }
}
