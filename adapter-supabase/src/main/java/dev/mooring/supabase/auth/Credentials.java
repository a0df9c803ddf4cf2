package dev.mooring.supabase.auth;

import dev.mooring.support.given.Given;

/**
 * What a user signs in with. Printed without the password.
 *
 * @param email the account
 * @param password its secret
 */
public record Credentials(String email, String password) {

    /** Checks both. */
    public Credentials {
        Given.text(email, "an account's email address");
        Given.text(password, "an account's password");
    }

    @Override
    public String toString() {
        return "Credentials[" + email + "]";
    }
}
