package dev.mooring;

import dev.mooring.internal.engine.Lane;
import dev.mooring.internal.engine.Ledger;
import dev.mooring.internal.engine.World;
import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreReader;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Drops what nobody observes for too long, and lets the collection sleep until somebody wants it. Used on the control thread. */
final class Dormancy {

    private final World.Control control;
    private final LocalStore store;
    private final String name;
    private final Ledger ledger;
    private final Lane lane;
    private final Duration kept;
    private final BooleanSupplier wanted;
    private Runnable timer = () -> {};
    private boolean asleep;

    Dormancy(
            World.Control control,
            LocalStore store,
            String name,
            Ledger ledger,
            Lane lane,
            Duration kept,
            BooleanSupplier wanted) {
        this.control = control;
        this.store = store;
        this.name = name;
        this.ledger = ledger;
        this.lane = lane;
        this.kept = kept;
        this.wanted = wanted;
    }

    /** Nobody observes, as far as is known: the time begins again. */
    void idle() {
        timer.run();
        timer = control.schedule(kept, this::expired);
    }

    private void expired() {
        if (asleep) {
            return;
        }
        if (wanted.getAsBoolean() || isNeeded()) {
            idle();
            return;
        }
        lane.stop();
        // looked at again in the transaction that drops: an application may have written in between
        try {
            asleep = store.write(tx -> {
                boolean unneeded = !isWaiting(tx);
                if (unneeded) {
                    tx.drop(name);
                }
                return unneeded;
            });
        } finally {
            if (!asleep) {
                lane.start();
                idle();
            }
        }
    }

    /** Also while nothing was loaded yet: a first pull is not cut short. */
    private boolean isNeeded() {
        return store.read(reader -> !ledger.isLoaded(reader) || isWaiting(reader));
    }

    private boolean isWaiting(StoreReader reader) {
        return reader.pendingCount(name) + reader.deadLetterCount(name) > 0;
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
