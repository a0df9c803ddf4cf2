package dev.mooring.cli.copy;

import org.jspecify.annotations.Nullable;

/** A text is no whole copy of a store; the message begins with the number of the line. */
public final class UnreadableCopy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean newer;

    private UnreadableCopy(long line, String message, boolean newer, @Nullable Throwable cause) {
        super("line " + line + ": " + message, cause);
        this.newer = newer;
    }

    static UnreadableCopy at(long line, String message, @Nullable Throwable cause) {
        return new UnreadableCopy(line, message, false, cause);
    }

    static UnreadableCopy newer(long line, String message) {
        return new UnreadableCopy(line, message, true, null);
    }

    /** Whether a newer program wrote it. */
    public boolean newer() {
        return newer;
    }
}
