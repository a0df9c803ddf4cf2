package dev.mooring.sync;

import java.time.Duration;

/**
 * How much {@link SyncAdapter#changesSince} promises. The engine sweeps the whole collection as often as the feed is weak.
 * Immutable.
 *
 * @param strength the promise
 * @param overlap how late a change may become visible and still be found by {@link Strength#WINDOWED}; zero otherwise
 */
public record Feed(Strength strength, Duration overlap) {

    /** Checks that only a windowed feed has an overlap, and that it has one. */
    public Feed {
        Tokens.present(strength, "a feed's strength");
        Tokens.present(overlap, "a feed's overlap");
        if (overlap.isNegative() || (strength == Strength.WINDOWED) == overlap.isZero()) {
            throw new IllegalArgumentException("a " + strength + " feed cannot have the overlap " + overlap);
        }
    }

    /** Nothing is missed, however late it is committed. */
    public static Feed complete() {
        return new Feed(Strength.COMPLETE, Duration.ZERO);
    }

    /** Nothing is missed that becomes visible within the overlap. */
    public static Feed windowed(Duration overlap) {
        return new Feed(Strength.WINDOWED, overlap);
    }

    /** There is no feed: every pull reads everything. */
    public static Feed snapshot() {
        return new Feed(Strength.SNAPSHOT, Duration.ZERO);
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
