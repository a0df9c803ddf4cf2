package dev.mooring.fetch;

/** How a change feed with cursors begins. */
public enum Start {
    /**
     * The feed's position is asked for first, by the URL {@code changes} without a cursor, whose rows are not needed; then the
     * collection is listed; then the feed goes on from that position.
     */
    LIST,
    /** The feed without a cursor tells everything from its own beginning, so it is its own snapshot. */
    REPLAY
}
