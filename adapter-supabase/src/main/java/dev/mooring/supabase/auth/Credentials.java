package dev.mooring.supabase.auth;

/**
 * What a user signs in with. Printed without the password.
 *
 * @param email the account
 * @param password its secret
 */
public record Credentials(String email, String password) {

    /** Checks both. */
    public Credentials {
        if (email.isBlank() || password.isEmpty()) {
            throw new IllegalArgumentException("an account needs an email address and a password");
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + email + "]";
    }
}
