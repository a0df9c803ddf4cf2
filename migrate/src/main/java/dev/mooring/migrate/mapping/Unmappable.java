package dev.mooring.migrate.mapping;

import org.jspecify.annotations.Nullable;

/** A record that the mapping cannot carry over; the message names the field and says why. Ends in the quarantine. */
public final class Unmappable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a record refers to is not there yet. */
    public static final String REFERENCE = "reference";

    private final String code;

    /** Says why. */
    public Unmappable(String message) {
        this(message, null);
    }

    /** As above, with a cause. */
    public Unmappable(String message, @Nullable Throwable cause) {
        this("mapping", message, cause);
    }

    private Unmappable(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The record refers to one that the target does not have, or not yet. */
    public static Unmappable reference(String message) {
        return new Unmappable(REFERENCE, message, null);
    }

    /** The reason in a word, as the quarantine shows it. */
    public String code() {
        return code;
    }
}
