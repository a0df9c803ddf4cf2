package dev.mooring;

import java.time.Instant;
import java.util.Optional;

/**
 * How a collection stands, as its store and its engine know it (law 16). Local data can be read from the moment it is open, loaded or not.
 * Immutable.
 *
 * @param pending how many writes wait for the backend, those in doubt included
 * @param deadLetters how many writes wait for a person
 * @param inDoubt how many creates wait for {@link Records#resend} or {@link Records#settle}; counted up to 1,000
 * @param loaded whether everything was pulled at least once
 * @param getting whether a call that reads is on its way now
 * @param setting whether a call that writes is on its way now
 * @param stale whether what is here may be older than it should be; see {@link Refetch}
 * @param lastSync when a whole pull ended last, also before the collection was opened
 * @param trouble what went wrong last; empty as soon as something goes right
 */
public record Status(
        long pending,
        long deadLetters,
        int inDoubt,
        boolean loaded,
        boolean getting,
        boolean setting,
        boolean stale,
        Optional<Instant> lastSync,
        Optional<Trouble> trouble) {

    /** Whether nothing is left to do: all is sent, nothing was given up. */
    public boolean settled() {
        return pending == 0 && deadLetters == 0;
    }

    /** What went wrong last, in words. */
    public Optional<String> problem() {
        return trouble.map(Trouble::message);
    }
}
