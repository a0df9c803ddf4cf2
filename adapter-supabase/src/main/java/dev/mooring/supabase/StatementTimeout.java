package dev.mooring.supabase;

/** The cause of a failed read whose statement took too long: fewer rows may be quick enough. */
final class StatementTimeout extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StatementTimeout() {
        super("the statement took too long", null, false, false);
    }
}
