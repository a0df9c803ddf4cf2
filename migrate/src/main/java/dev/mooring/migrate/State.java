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
    /** The users are at the target: nothing is carried any more. */
    CUT_OVER
}
