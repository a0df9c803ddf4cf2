package dev.mooring.supabase.auth;

import java.time.Instant;

/**
 * One user's session, as the Auth server gave it. Printed without its tokens.
 *
 * @param user the user's id, which {@code auth.uid()} answers
 * @param email the account; empty where the server did not say
 * @param accessToken the JWT that calls carry
 * @param refreshToken what the next session is got with, once
 * @param expiresAt when the access token ends, by the server's clock
 */
public record SupabaseSession(String user, String email, String accessToken, String refreshToken, Instant expiresAt) {

    /** Checks that there is a user and both tokens. */
    public SupabaseSession {
        if (user.isEmpty() || accessToken.isEmpty() || refreshToken.isEmpty()) {
            throw new IllegalArgumentException("a session needs a user, an access token and a refresh token");
        }
    }

    @Override
    public String toString() {
        return "SupabaseSession[" + user + ", until " + expiresAt + "]";
    }
}
