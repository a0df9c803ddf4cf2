package dev.mooring.migrate.mapping;

import org.jspecify.annotations.Nullable;

/** A record that the mapping cannot carry over; the message names the field and says why. Ends in the quarantine. */
public final class Unmappable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why. */
    public Unmappable(String message) {
        this(message, null);
    }

    /** As above, with a cause. */
    public Unmappable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
