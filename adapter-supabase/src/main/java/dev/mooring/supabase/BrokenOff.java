package dev.mooring.supabase;

import java.io.IOException;

/** The cause of a failed read whose rows had begun to arrive: fewer may arrive within the time, or before the connection breaks. */
final class BrokenOff extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenOff(IOException cause) {
        super("the answer broke off on its way", cause, false, false);
    }
}
