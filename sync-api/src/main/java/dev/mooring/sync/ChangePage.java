package dev.mooring.sync;

import java.util.List;

/**
 * A part of a change feed. A snapshot is a run of pages that opens with {@link Kind#SNAPSHOT_START} and ends with
 * {@code more = false} or with the first {@link Kind#DELTA} after it; only then does absence mean anything (FEED-3).
 * Immutable.
 *
 * @param changes in the feed's order: the last one of an id is its present state (FEED-9); duplicates are allowed, gaps are not
 * @param next where the feed goes on; after a snapshot, from a position taken before the snapshot began (FEED-5)
 * @param more whether to ask again at once; then {@code next} differs from the cursor that was asked (FEED-6)
 * @param kind what the page is part of
 */
public record ChangePage(List<Change> changes, Cursor next, boolean more, Kind kind) {

    /** Checks and copies. */
    public ChangePage {
        changes = Tokens.copy(changes, "a page's changes");
        Tokens.present(next, "a page's next");
        Tokens.present(kind, "a page's kind");
    }

    /** What a page is part of. */
    public enum Kind {
        /** Changes since the cursor. */
        DELTA,
        /** The whole collection follows, from here on: forget what an unfinished snapshot had shown. */
        SNAPSHOT_START,
        /** The whole collection goes on. */
        SNAPSHOT;

        /** Whether the page is part of a snapshot. */
        public boolean snapshot() {
            return this != DELTA;
        }
    }
}
