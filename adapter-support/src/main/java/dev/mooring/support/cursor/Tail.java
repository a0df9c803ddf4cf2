package dev.mooring.support.cursor;

import dev.mooring.sync.Change;
import java.util.List;
import java.util.Optional;

/** A feed of changes that {@link ScanThenTail} puts behind a scan. Positions are the feed's own texts. */
public interface Tail {

    /** Where the feed ends now: what changes later comes behind it, and what changes at the same time may. */
    String now();

    /** What came behind a position; empty where the position is no longer known, so that all has to be read again. */
    Optional<Part> since(String position, int limit);

    /**
     * A part of the feed. Immutable.
     *
     * @param changes in the feed's order
     * @param next the position behind them
     * @param more whether to ask again at once; then {@code next} differs from the position that was asked
     */
    record Part(List<Change> changes, String next, boolean more) {
        /** Copies the list. */
        public Part {
            changes = List.copyOf(changes);
        }
    }
}
