package dev.mooring;

import dev.mooring.internal.engine.Lane;
import dev.mooring.internal.engine.World;
import dev.mooring.store.LocalStore;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Drops what nobody observes for too long, and lets the collection sleep until somebody wants it. Used on the control thread. */
final class Dormancy {

    private final World.Control control;
    private final LocalStore store;
    private final String name;
    private final Lane lane;
    private final Duration kept;
    private final BooleanSupplier observed;
    private Runnable timer = () -> {};
    private boolean asleep;

    Dormancy(World.Control control, LocalStore store, String name, Lane lane, Duration kept, BooleanSupplier observed) {
        this.control = control;
        this.store = store;
        this.name = name;
        this.lane = lane;
        this.kept = kept;
        this.observed = observed;
    }

    /** Nobody observes, as far as is known: the time begins again. */
    void idle() {
        timer.run();
        timer = control.schedule(kept, this::expired);
    }

    private void expired() {
        if (asleep || observed.getAsBoolean()) {
            return;
        }
        if (isNeeded()) {
            idle();
            return;
        }
        lane.stop();
        // looked at again in the transaction that drops: an application may have written in between
        asleep = store.write(tx -> {
            boolean unneeded = tx.pendingCount(name) == 0 && tx.deadLetterCount(name) == 0;
            if (unneeded) {
                tx.drop(name);
            }
            return unneeded;
        });
        if (!asleep) {
            lane.start();
            idle();
        }
    }

    private boolean isNeeded() {
        return store.read(reader -> reader.pendingCount(name) + reader.deadLetterCount(name) > 0);
    }

    /** Somebody wants it. */
    void wake() {
        if (asleep) {
            asleep = false;
            lane.refetch();
            lane.start();
            idle();
        }
    }

    /** It is closed. */
    void close() {
        timer.run();
        asleep = false;
    }
}
