package dev.mooring.internal.engine;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Forgets all that is stored of a collection, in parts, so that observers can be told of a million records without holding them. A
 * note tells the next start to go on when the process dies in between. Safe for several threads.
 */
public final class Clearing {

    private static final int SOME = 500;
    private static final String NOTE = "clearing";

    private final LocalStore store;
    private final String collection;
    private final Optional<Ledger> ledger;

    /** The clearing of one collection. */
    public Clearing(LocalStore store, String collection) {
        this(store, collection, Optional.empty());
    }

    /** The clearing of one whose writes others may wait for. */
    public Clearing(LocalStore store, String collection, Optional<Ledger> ledger) {
        this.store = store;
        this.collection = collection;
        this.ledger = ledger;
    }

    /**
     * Clears.
     *
     * @param gone is told of every record that is not there any more
     */
    public void run(Consumer<String> gone) {
        boolean more = true;
        while (more) {
            more = store.write(tx -> some(tx, gone));
        }
    }

    /** Goes on with a clearing that a crash cut short. */
    public void resume() {
        if (store.read(reader -> reader.note(collection, NOTE)).isPresent()) {
            run(id -> {});
        }
    }

    private boolean some(StoreTransaction tx, Consumer<String> gone) {
        List<StoredRecord> records = tx.records(collection, "", SOME);
        for (StoredRecord record : records) {
            if (record.pending()) {
                ledger.ifPresent(book -> tx.pendingOf(collection, record.id())
                        .forEach(write -> book.dependants().forget(tx, write)));
            }
            tx.removeRecord(collection, record.id());
            if (record.view().isPresent()) {
                tx.onCommit(() -> gone.accept(record.id()));
            }
        }
        if (records.size() < SOME) {
            tx.drop(collection);
            return false;
        }
        tx.putNote(collection, NOTE, "");
        return true;
    }
}
