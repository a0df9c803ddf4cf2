package dev.mooring.sync;

import org.jspecify.annotations.Nullable;

/**
 * The set-up is wrong (a missing index, a wrong table, 403 on a read with a valid token): stop this collection and say what to
 * mend (ERROR-5).
 */
public final class Misconfigured extends SyncException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong and how to mend it. */
    public Misconfigured(String message) {
        this(message, null);
    }

    /** As above, with a cause. */
    public Misconfigured(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
