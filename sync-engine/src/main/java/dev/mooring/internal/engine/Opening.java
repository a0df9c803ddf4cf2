package dev.mooring.internal.engine;

import dev.mooring.internal.engine.Notes.Flag;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import java.util.List;
import java.util.Optional;

/** What has to be put right before a collection runs. Each part can be repeated after a crash. */
final class Opening {

    private static final int SOME = 500;
    private static final long END = -1;

    private final LocalStore store;
    private final Ledger ledger;

    Opening(LocalStore store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    void run() {
        Notes notes = ledger.notes();
        String scope = ledger.setup().guarantees().scope();
        Optional<String> known = store.read(notes::scope);
        if (known.isPresent() && !known.get().equals(scope)) {
            forgetVersions();
        }
        if (!known.equals(Optional.of(scope))) {
            store.write(tx -> {
                if (known.isPresent()) {
                    notes.cursor(tx, Cursor.START);
                    notes.raise(tx, Flag.PULL_FIRST);
                }
                notes.scope(tx, scope);
                return scope;
            });
        }
    }

    /** Decides of writes that came to wait for nothing more while the collection was not open whether they may go. */
    void decide() {
        long after = store.read(reader -> ledger.notes().is(reader, Flag.UNDECIDED)) ? 0 : END;
        while (after != END) {
            long from = after;
            after = store.write(tx -> decide(tx, from));
        }
    }

    private long decide(StoreTransaction tx, long after) {
        List<PendingWrite> some = tx.pending(ledger.setup().collection(), after, SOME);
        some.stream()
                .filter(write ->
                        write.status() == Status.WAITING && write.waitsFor().isEmpty())
                .forEach(write -> tx.put(ledger.settledInto(
                        tx, write, ledger.record(tx, write.id()).base())));
        if (some.size() < SOME) {
            ledger.notes().lower(tx, Flag.UNDECIDED);
            return END;
        }
        return some.get(some.size() - 1).sequence();
    }

    /** Versions belong to a scope; bases and pending writes do not. */
    private void forgetVersions() {
        String after = "";
        while (after != null) {
            String from = after;
            after = store.write(tx -> forgetVersions(tx, from)).orElse(null);
        }
    }

    private Optional<String> forgetVersions(StoreTransaction tx, String after) {
        List<StoredRecord> some = tx.records(ledger.setup().collection(), after, SOME);
        for (StoredRecord old : some) {
            Optional<Document> base = old.base().map(known -> Document.of(known.id(), known.fields()));
            tx.put(new StoredRecord(
                    old.collection(), old.id(), base, Optional.empty(), old.view(), old.local(), old.pending()));
        }
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(some.get(some.size() - 1).id());
    }
}
