package dev.mooring.supabase.auth;

/**
 * A session and when its access token ends by the monotonic clock.
 *
 * @param ends in the clock's nanoseconds
 */
record Held(SupabaseSession session, long ends) {

    /** How long the token lives, in nanoseconds; not above 0 where it has ended. */
    long left(long now) {
        return ends - now;
    }
}
