package dev.mooring.migrate;

import org.jspecify.annotations.Nullable;

/** The checkpoint file cannot be used. It is left as it is. */
public final class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    CheckpointException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    CheckpointException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }

    /** Why a checkpoint file cannot be used. */
    public enum Kind {
        /** There is no such file. */
        MISSING,
        /** It is no checkpoint of a migration, or damaged. */
        FOREIGN,
        /** A newer release made it. */
        NEWER,
        /** It belongs to another migration: other backends or other collections. */
        OTHER_MIGRATION,
        /** The users have changed over, or have begun to: a migration that is done writes nothing any more. */
        CUT_OVER,
        /** Another run of the same migration has it open. */
        LOCKED,
        /** Reading or writing it failed. */
        FAILED
    }
}
