package dev.mooring.internal.engine;

import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.store.StoreTransaction;
import dev.mooring.sync.Replay;
import java.util.List;

/**
 * Lets go of the writes that waited for a whole pull: what that did not settle it never will. In parts; writes that came to be held
 * while it ran stay, however many they are. Used on the control thread.
 */
final class Held {

    /** Nothing is left to let go. */
    static final long NONE = -1;

    private static final int SOME = 500;
    private static final long AGAIN = -2;

    private final LocalStore store;
    private final Notes notes;
    private final Setup setup;

    Held(LocalStore store, Ledger ledger) {
        this.store = store;
        this.notes = ledger.notes();
        this.setup = ledger.setup();
    }

    /** Lets go of some; answers whether {@link #rest} has to follow, and from where. */
    long letGo(StoreTransaction tx) {
        List<PendingWrite> some = tx.pending(setup.collection(), Status.HELD, Claims.FAR, SOME);
        int free = free(tx, some);
        if (some.size() < SOME) {
            return NONE;
        }
        // those that stay would come first for ever: past them only the order of the sequences leads
        return free == SOME ? AGAIN : 0;
    }

    /** Lets go of the others. */
    void rest(long from) {
        for (long at = from; at != NONE; ) {
            long after = at;
            at = store.write(tx -> after == AGAIN ? letGo(tx) : letGo(tx, after));
        }
    }

    private long letGo(StoreTransaction tx, long after) {
        List<PendingWrite> some = tx.pending(setup.collection(), after, SOME);
        free(tx, some);
        return some.size() < SOME ? NONE : some.get(some.size() - 1).sequence();
    }

    private int free(StoreTransaction tx, List<PendingWrite> some) {
        long whole = notes.whole(tx);
        List<PendingWrite> over = some.stream()
                .filter(write -> write.status() == Status.HELD)
                .filter(held -> held.delivery().heldSince() < whole)
                .toList();
        over.forEach(held -> tx.put(free(held)));
        return over.size();
    }

    /** Nothing better will be known of it. */
    private PendingWrite free(PendingWrite held) {
        boolean inDoubt = held.delivery().sent() && setup.guarantees().replay() == Replay.NOTHING;
        return held.with(inDoubt ? Status.IN_DOUBT : Status.READY).with(Ledger.held(held, -1));
    }
}
