package dev.mooring.sync;

import java.time.Duration;
import java.util.Optional;

/**
 * Which disappearances the feed tells of. Immutable.
 *
 * @param told what it tells
 * @param retention for how long; a client that was away for longer starts over. Empty = for ever
 */
public record Removals(Told told, Optional<Duration> retention) {

    /** Checks that the retention is positive and belongs to something. */
    public Removals {
        Tokens.present(told, "what removals are told");
        Tokens.optional(retention, "the retention of removals");
        if (retention.isPresent() && (told == Told.NONE || !isPositive(retention.get()))) {
            throw new IllegalArgumentException("removals " + told + " cannot have the retention " + retention.get());
        }
    }

    /** The feed tells of no removal: only a sweep finds them. */
    public static Removals none() {
        return new Removals(Told.NONE, Optional.empty());
    }

    /** The feed tells of deletions, for ever. */
    public static Removals deletes() {
        return new Removals(Told.DELETES, Optional.empty());
    }

    /** The feed tells of deletions and of records that leave the scope, for ever. */
    public static Removals deletesAndExits() {
        return new Removals(Told.DELETES_AND_EXITS, Optional.empty());
    }

    /** The same, told for a limited time only. */
    public Removals keptFor(Duration time) {
        return new Removals(told, Optional.of(time));
    }

    private static boolean isPositive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }

    /** What a feed tells. */
    public enum Told {
        /** Nothing. */
        NONE,
        /** Deletions (FEED-18). */
        DELETES,
        /** Deletions, and records that are no longer in the reader's scope (FEED-20). */
        DELETES_AND_EXITS
    }
}
