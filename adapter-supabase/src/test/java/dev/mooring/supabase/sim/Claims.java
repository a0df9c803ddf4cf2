package dev.mooring.supabase.sim;

/**
 * Who asks, as row-level security sees it. Immutable.
 *
 * @param role anon, authenticated or service_role, which row-level security does not bind
 * @param subject what auth.uid() answers
 */
public record Claims(String role, String subject) {

    /** Nobody is signed in. */
    public static final Claims ANON = new Claims("anon", "");

    boolean anonymous() {
        return role.equals("anon");
    }

    boolean bypasses() {
        return role.equals("service_role");
    }
}
