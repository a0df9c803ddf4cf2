package dev.mooring.internal.engine;

import dev.mooring.store.DeadLetter.Reason;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Problem;
import java.util.Optional;

/** Waiting writes that the application gives up. Safe for several threads. */
public final class Ending {

    private final Ledger ledger;

    /** The waiting writes of one collection. */
    public Ending(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Makes a dead letter of a write that waits; answers whether there was one. What a call carries is not taken from it. */
    public boolean end(StoreTransaction tx, long sequence) {
        Optional<PendingWrite> waiting = tx.pending(sequence)
                .filter(write -> write.collection().equals(ledger.setup().collection()))
                .filter(write -> write.status() != Status.CLAIMED);
        waiting.ifPresent(write -> {
            StoredRecord record = ledger.record(tx, write.id());
            Problem problem = new Problem("ended", "the application gave it up");
            ledger.save(
                    tx,
                    record,
                    ledger.plan(tx, record)
                            .gaveUp(
                                    sequence,
                                    Reason.ENDED,
                                    problem,
                                    ledger.setup().policy()));
        });
        return waiting.isPresent();
    }
}
