package dev.mooring.internal.engine;

import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Outcome;
import java.util.Optional;

/** Creates of which nobody can tell whether they arrived: the application decides (law 4). Safe for several threads. */
public final class Doubts {

    private final Ledger ledger;

    /** The doubts of one collection. */
    public Doubts(Ledger ledger) {
        this.ledger = ledger;
    }

    /** It did not arrive: it is sent again; answers whether there was a doubt. */
    public boolean resend(StoreTransaction tx, String id) {
        Optional<PendingWrite> doubt = doubt(tx, id);
        doubt.ifPresent(write -> tx.put(write.with(Status.READY).with(Ledger.due(write.delivery(), ledger.now()))));
        return doubt.isPresent();
    }

    /** It arrived: nothing is sent, and the next pull brings what is there; answers whether there was a doubt. */
    public boolean settle(StoreTransaction tx, String id) {
        Optional<PendingWrite> doubt = doubt(tx, id);
        doubt.ifPresent(write -> {
            StoredRecord old = ledger.record(tx, id);
            ledger.save(
                    tx,
                    old,
                    ledger.plan(tx, old)
                            .answered(Outcome.applied(), ledger.setup().policy(), write::key));
            // what happened to it meanwhile may have been told already: only a whole pull knows
            ledger.notes().cursor(tx, Cursor.START);
        });
        return doubt.isPresent();
    }

    private Optional<PendingWrite> doubt(StoreTransaction tx, String id) {
        return tx.pendingOf(ledger.setup().collection(), id).stream()
                .filter(write -> write.status() == Status.IN_DOUBT)
                .findFirst();
    }
}
