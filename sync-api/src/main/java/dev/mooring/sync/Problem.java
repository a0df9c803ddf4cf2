package dev.mooring.sync;

import java.io.Serializable;

/**
 * Why a backend will never take a write as it is. Immutable.
 *
 * @param code short and stable, for programs: the backend's own code or an HTTP status
 * @param message for people: what was attempted and what the server said, never a token (SECRET-1)
 */
public record Problem(String code, String message) implements Serializable {

    /** Checks that there is a code and a message. */
    public Problem {
        Tokens.required(code, "a problem's code");
        Tokens.required(message, "a problem's message");
    }
}
