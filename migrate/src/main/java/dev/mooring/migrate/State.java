package dev.mooring.migrate;

/** How far a migration is. */
public enum State {
    /** Nothing was read yet. */
    NEW,
    /** The first copy is being made. */
    COPYING,
    /** The copy is complete; what changes at the source is carried over. */
    TAILING,
    /** The source is frozen; the rest is carried over. */
    FROZEN,
    /** The users are being pointed to the target, and some may be there: nothing is carried any more. */
    SWITCHING,
    /** The users are at the target: nothing is carried any more. */
    CUT_OVER;

    /** Whether somebody may write at the target by now: what the source has may be old there. */
    boolean usersMayHaveChanged() {
        return compareTo(SWITCHING) >= 0;
    }
}
