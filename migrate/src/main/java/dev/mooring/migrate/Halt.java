package dev.mooring.migrate;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether to stop at the next page: somebody paused the migration, in whatever process, or another collection failed. Safe for several threads. */
final class Halt {

    private final Checkpoint checkpoint;
    private final AtomicBoolean failed = new AtomicBoolean();

    Halt(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    void fail() {
        failed.set(true);
    }

    boolean now() {
        return failed.get() || Thread.currentThread().isInterrupted() || checkpoint.paused();
    }
}
