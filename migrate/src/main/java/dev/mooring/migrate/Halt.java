package dev.mooring.migrate;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether to stop at the next page: somebody paused the migration, in whatever process, or another collection failed. Safe for several threads. */
final class Halt {

    private final Checkpoint checkpoint;
    private final boolean pausable;
    private final AtomicBoolean failed = new AtomicBoolean();

    /** A call that writes nothing cannot be paused. */
    Halt(Checkpoint checkpoint, boolean pausable) {
        this.checkpoint = checkpoint;
        this.pausable = pausable;
    }

    void fail() {
        failed.set(true);
    }

    /** Whether somebody asked for it; an interrupted thread finds out by itself. */
    boolean asked() {
        return failed.get() || (pausable && checkpoint.paused());
    }

    boolean now() {
        return Thread.currentThread().isInterrupted() || asked();
    }
}
