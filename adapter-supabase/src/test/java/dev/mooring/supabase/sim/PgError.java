package dev.mooring.supabase.sim;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A failure with the status and the body that PostgREST gives it. */
final class PgError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** SQLSTATE or its class to status, the longest first; the statuses are those of PostgREST's table of errors. */
    private static final Map<String, Integer> STATUS = new TreeMap<>(Map.ofEntries(
            Map.entry("08", 503),
            Map.entry("21000", 500),
            Map.entry("22", 400),
            Map.entry("23", 400),
            Map.entry("23503", 409),
            Map.entry("23505", 409),
            Map.entry("25006", 405),
            Map.entry("40", 500),
            Map.entry("42703", 400),
            Map.entry("42883", 404),
            Map.entry("42P01", 404),
            Map.entry("42P10", 400),
            Map.entry("53", 503),
            Map.entry("54", 500),
            Map.entry("55", 500),
            Map.entry("XX", 500),
            Map.entry("57014", 500),
            Map.entry("57P01", 503),
            Map.entry("P0001", 400)));

    private final int status;
    private final String code;
    private final @Nullable String details;
    private final @Nullable String hint;

    private PgError(int status, String code, String message, @Nullable String details, @Nullable String hint) {
        super(message);
        this.status = status;
        this.code = code;
        this.details = details;
        this.hint = hint;
    }

    /** An error of PostgREST itself. */
    static PgError api(int status, String code, String message, @Nullable String details) {
        return new PgError(status, code, message, details, null);
    }

    /** An error of PostgreSQL. */
    static PgError sql(String state, String message, @Nullable String details) {
        Integer exact = STATUS.get(state);
        int status = exact != null ? exact : STATUS.getOrDefault(state.substring(0, 2), 400);
        return new PgError(status, state, message, details, null);
    }

    static PgError sql(String state, String message) {
        return sql(state, message, null);
    }

    /** 42501: 403 with a token, 401 without one. */
    static PgError denied(Claims claims, String message) {
        return new PgError(claims.anonymous() ? 401 : 403, "42501", message, null, null);
    }

    static PgError parse(String where, String details) {
        return api(400, "PGRST100", "\"failed to parse " + where + "\" (line 1, column 1)", details);
    }

    Reply reply() {
        return Reply.error(status, code, String.valueOf(getMessage()), details, hint);
    }
}
