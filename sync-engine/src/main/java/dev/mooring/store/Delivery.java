package dev.mooring.store;

import dev.mooring.sync.Document;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a pending write has come. Immutable.
 *
 * @param sends how often it may have reached the backend: from 1 on, until its outcome is known, the write is frozen whole
 * @param base the base it was sent with, frozen with it; empty while it is not sent, and where there was none
 * @param due when it may be tried (again)
 * @param attempts how often it failed in a row
 * @param rounds how many conflicts it went through
 * @param heldSince the pull that was the latest one when it was held; it is let go by a whole pull after that one. 0 = not held
 * @param problem what the last attempt said
 */
public record Delivery(
        int sends,
        Optional<Document> base,
        Instant due,
        int attempts,
        int rounds,
        long heldSince,
        Optional<String> problem) {

    /** Not tried yet. */
    public static Delivery due(Instant due) {
        return new Delivery(0, Optional.empty(), due, 0, 0, 0, Optional.empty());
    }

    /** Whether it may have reached the backend, so that it is frozen. */
    public boolean sent() {
        return sends > 0;
    }
}
