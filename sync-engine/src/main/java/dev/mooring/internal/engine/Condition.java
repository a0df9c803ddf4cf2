package dev.mooring.internal.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * How a collection stands. Immutable.
 *
 * @param lastSync when a whole pull ended last
 * @param problem what went wrong last, until something goes right
 */
public record Condition(Optional<Instant> lastSync, Optional<String> problem) {

    /** Nothing happened yet. */
    public static final Condition NEW = new Condition(Optional.empty(), Optional.empty());

    Condition reached() {
        return new Condition(lastSync, Optional.empty());
    }

    Condition synced(Instant at) {
        return new Condition(Optional.of(at), Optional.empty());
    }

    Condition failed(String message) {
        return new Condition(lastSync, Optional.of(message));
    }
}
