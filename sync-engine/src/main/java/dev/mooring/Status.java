package dev.mooring;

import java.time.Instant;
import java.util.Optional;

/**
 * How a collection stands, as its store and its engine know it (law 16). Immutable.
 *
 * @param pending how many writes wait for the backend
 * @param deadLetters how many writes wait for a person
 * @param loaded whether everything was pulled at least once
 * @param lastSync when a whole pull ended last, since the collection was opened
 * @param problem what went wrong last; empty as soon as something goes right
 */
public record Status(
        long pending, long deadLetters, boolean loaded, Optional<Instant> lastSync, Optional<String> problem) {

    /** Whether nothing is left to do: all is sent, nothing was given up. */
    public boolean settled() {
        return pending == 0 && deadLetters == 0;
    }
}
