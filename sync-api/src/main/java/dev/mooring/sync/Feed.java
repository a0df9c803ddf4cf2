package dev.mooring.sync;

import java.time.Duration;
import java.util.Optional;

/**
 * How much {@link SyncAdapter#changesSince} promises. The engine sweeps the whole collection as often as the feed is weak.
 * Immutable.
 *
 * @param strength the promise
 * @param overlap how late a change may become visible and still be found by {@link Strength#WINDOWED}; zero otherwise
 * @param sweep how often a sweep is worth its price where it is not cheap; empty = as often as the engine likes
 */
public record Feed(Strength strength, Duration overlap, Optional<Duration> sweep) {

    /** Checks that only a windowed feed has an overlap, and that it has one. */
    public Feed {
        Tokens.present(strength, "a feed's strength");
        Tokens.present(overlap, "a feed's overlap");
        Tokens.present(sweep, "a feed's sweep");
        if (overlap.isNegative() || (strength == Strength.WINDOWED) == overlap.isZero()) {
            throw new IllegalArgumentException("a " + strength + " feed cannot have the overlap " + overlap);
        }
        if (sweep.filter(every -> every.isNegative() || every.isZero()).isPresent()) {
            throw new IllegalArgumentException("a feed is swept after some time, not after " + sweep.get());
        }
    }

    /** The same for a backend that bills what a sweep reads: so often, unless the application says otherwise. */
    public Feed sweptEvery(Duration time) {
        return new Feed(strength, overlap, Optional.of(time));
    }

    /** Nothing is missed, however late it is committed. */
    public static Feed complete() {
        return new Feed(Strength.COMPLETE, Duration.ZERO, Optional.empty());
    }

    /** Nothing is missed that becomes visible within the overlap. */
    public static Feed windowed(Duration overlap) {
        return new Feed(Strength.WINDOWED, overlap, Optional.empty());
    }

    /** There is no feed: every pull reads everything. */
    public static Feed snapshot() {
        return new Feed(Strength.SNAPSHOT, Duration.ZERO, Optional.empty());
    }

    /** The promises. */
    public enum Strength {
        /** No change is ever missed (FEED-21): the engine never sweeps. */
        COMPLETE,
        /** A change that becomes visible later than the overlap may be missed: the engine sweeps on schedule. */
        WINDOWED,
        /** Every pull is a sweep. */
        SNAPSHOT
    }
}
