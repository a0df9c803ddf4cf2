package dev.mooring.support.events;

import java.util.Set;

/**
 * What an event means to who listens. Immutable.
 *
 * @param kind what it is
 * @param ids of a hint: the records that are named, possibly none
 */
public record Signal(Kind kind, Set<String> ids) {

    /** From now on changes are hinted; what was before may have been missed. */
    public static final Signal LIVE = new Signal(Kind.LIVE, Set.of());
    /** Something may have been missed. */
    public static final Signal GAP = new Signal(Kind.GAP, Set.of());
    /** A sign of life. */
    public static final Signal NOTHING = new Signal(Kind.NOTHING, Set.of());
    /** This stream is over; another one is to be opened. */
    public static final Signal OVER = new Signal(Kind.OVER, Set.of());

    /** Copies the ids. */
    public Signal {
        ids = Set.copyOf(ids);
    }

    /** Something changed; told only while the stream is live. */
    public static Signal hint(Set<String> ids) {
        return new Signal(Kind.HINT, ids);
    }

    /** Kinds of signals. */
    public enum Kind {
        /** {@link Signal#LIVE}. */
        LIVE,
        /** {@link Signal#GAP}. */
        GAP,
        /** {@link Signal#hint}. */
        HINT,
        /** {@link Signal#NOTHING}. */
        NOTHING,
        /** {@link Signal#OVER}. */
        OVER
    }
}
