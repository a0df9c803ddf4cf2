package dev.mooring.internal.engine;

import dev.mooring.internal.engine.Notes.Flag;
import dev.mooring.internal.plan.RecordPlan;
import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Change;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Listing;
import java.util.List;

/**
 * Removes what a whole snapshot did not show (laws 7 and 8): neither what was written or acknowledged since it began, nor
 * suspiciously much at once. Goes on after a restart. Used on the control thread.
 */
class Sweep {

    private static final int SOME = 500;
    private static final int FEW = 20;

    private final LocalStore store;
    private final Ledger ledger;
    private final Notes notes;
    private final Setup setup;

    Sweep(LocalStore store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
        this.notes = ledger.notes();
        this.setup = ledger.setup();
    }

    /** Sweeps, if a snapshot has ended; answers whether it has to be repeated before it is believed. */
    boolean run() {
        if (!store.read(reader -> notes.is(reader, Flag.SWEEPING))) {
            return false;
        }
        Part part = store.write(this::first);
        while (part.goesOn()) {
            String from = part.last();
            part = store.write(tx -> remove(tx, unmarked(tx, from)));
        }
        return part.repeat();
    }

    /** Where nothing, or little, is gone, one walk through the records tells what, and how much that is. */
    private Part first(StoreTransaction tx) {
        List<StoredRecord> some = notes.is(tx, Flag.FIRST) ? List.of() : unmarked(tx, "");
        if (!some.isEmpty() && isSuspicious(tx, some)) {
            notes.raise(tx, Flag.SUSPICIOUS);
            notes.lower(tx, Flag.SWEEPING);
            notes.cursor(tx, Cursor.START);
            return Part.DISBELIEVED;
        }
        return remove(tx, some);
    }

    private boolean isSuspicious(StoreTransaction tx, List<StoredRecord> some) {
        if (notes.is(tx, Flag.SUSPICIOUS)) {
            return false;
        }
        long gone = some.size() < SOME ? some.size() : tx.unmarkedCount(setup.collection(), threshold(tx));
        long all = tx.based(setup.collection());
        return gone == all || (all > FEW && gone * 2 > all);
    }

    private List<StoredRecord> unmarked(StoreTransaction tx, String after) {
        return tx.unmarked(setup.collection(), threshold(tx), after, SOME);
    }

    private Part remove(StoreTransaction tx, List<StoredRecord> some) {
        for (StoredRecord record : some) {
            if (record.pending()) {
                ledger.missed().note(tx, record);
            } else {
                RecordPlan gone = ledger.plan(tx, record).arrived(Change.left(record.id()), setup.policy());
                ledger.save(tx, record, gone);
            }
        }
        if (some.size() < SOME) {
            notes.lower(tx, Flag.SWEEPING);
            notes.lower(tx, Flag.SUSPICIOUS);
            notes.lower(tx, Flag.FIRST);
            return Part.LAST;
        }
        return new Part(false, true, some.get(SOME - 1).id());
    }

    /** Where rows can hide behind a page boundary, only two snapshots in a row tell that one is gone. */
    private long threshold(StoreTransaction tx) {
        long generation = notes.generation(tx);
        return setup.guarantees().listing() == Listing.DRIFTING ? generation - 1 : generation;
    }

    /**
     * How far it got.
     *
     * @param repeat whether the snapshot has to be repeated
     * @param goesOn whether there may be more to remove
     * @param last the last record that was looked at
     */
    private record Part(boolean repeat, boolean goesOn, String last) {
        static final Part DISBELIEVED = new Part(true, false, "");
        static final Part LAST = new Part(false, false, "");
    }
}
