package dev.mooring.migrate;

/** Ends the work on a collection while it waits, since somebody paused the migration or another collection failed. No failure of its own. */
final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Stopped() {
        super("the migration was told to stop while it waited", null, false, false);
    }
}
