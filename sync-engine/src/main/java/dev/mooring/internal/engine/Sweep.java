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
import java.util.Optional;

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
        boolean repeat = store.write(this::repeatIfSuspicious);
        String after = "";
        while (!repeat && after != null) {
            String from = after;
            after = store.write(tx -> some(tx, from)).orElse(null);
        }
        return repeat;
    }

    private boolean repeatIfSuspicious(StoreTransaction tx) {
        if (notes.is(tx, Flag.FIRST)) {
            return false;
        }
        long gone = tx.unmarkedCount(setup.collection(), threshold(tx));
        long all = tx.based(setup.collection());
        boolean much = gone > 0 && (gone == all || (all > FEW && gone * 2 > all));
        if (!much || notes.is(tx, Flag.SUSPICIOUS)) {
            return false;
        }
        notes.raise(tx, Flag.SUSPICIOUS);
        notes.lower(tx, Flag.SWEEPING);
        notes.cursor(tx, Cursor.START);
        return true;
    }

    private Optional<String> some(StoreTransaction tx, String after) {
        List<StoredRecord> records =
                notes.is(tx, Flag.FIRST) ? List.of() : tx.unmarked(setup.collection(), threshold(tx), after, SOME);
        for (StoredRecord record : records) {
            if (record.pending()) {
                ledger.missed().note(tx, record);
            } else {
                RecordPlan gone = ledger.plan(tx, record).arrived(Change.left(record.id()), setup.policy());
                ledger.save(tx, record, gone);
            }
        }
        if (records.isEmpty()) {
            notes.lower(tx, Flag.SWEEPING);
            notes.lower(tx, Flag.SUSPICIOUS);
            notes.lower(tx, Flag.FIRST);
            return Optional.empty();
        }
        return Optional.of(records.get(records.size() - 1).id());
    }

    /** Where rows can hide behind a page boundary, only two snapshots in a row tell that one is gone. */
    private long threshold(StoreTransaction tx) {
        long generation = notes.generation(tx);
        return setup.guarantees().listing() == Listing.DRIFTING ? generation - 1 : generation;
    }
}
