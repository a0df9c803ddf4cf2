package dev.mooring.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked; the message is one clear line. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Exit exit;

    Problem(Exit exit, String message) {
        this(exit, message, null);
    }

    Problem(Exit exit, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    Exit exit() {
        return exit;
    }
}
