package dev.mooring.fetch;

/** How changes are asked for. */
public enum Delta {
    /** Not at all: every pull lists everything. */
    NONE,
    /**
     * By the time of the last change: the URL {@code changes} with <code>{since}</code> lists the rows changed at or after it. The
     * feed is WINDOWED: each pull asks again for the {@code overlap} before the newest stamp seen.
     */
    SINCE,
    /** By a cursor that the backend makes: the URL {@code changes} with <code>{cursor}</code>. */
    CURSOR
}
