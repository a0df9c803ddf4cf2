package dev.mooring.supabase;

/** What decides who sees a row, hence what the SQL kit can tell of rows that are no longer there. */
public enum Visibility {
    /** The row's owner column holds the signed-in user's id: a policy such as {@code owner = auth.uid()}, and no other that shows more. */
    OWNED,
    /** Every signed-in user sees every row. */
    SHARED,
    /**
     * Anything else: memberships, other tables, the time. The kit cannot know who saw a row, so it tells nobody that one is gone, and a row may
     * come into sight without being changed: the feed is WINDOWED, and the engine's sweep finds the rest.
     */
    OTHER;

    /** Whether the feed misses nothing. */
    boolean complete() {
        return this != OTHER;
    }
}
