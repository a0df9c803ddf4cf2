package dev.mooring.support.events;

import java.io.IOException;
import java.io.Serial;

/** There will be no stream, however often it is asked for. */
public final class GivenUp extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Ends the listening.
     *
     * @param message why, without any secret
     */
    public GivenUp(String message) {
        super(message);
    }
}
