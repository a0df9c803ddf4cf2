package dev.mooring.internal.engine;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.Document;
import java.util.Optional;

/** What a ledger tells after a commit, in the order of the commits. Quick, and never calls the store. */
public interface Events {

    /** The view of a record changed. */
    void changed(String id);

    /** A record went away from the view. */
    default void gone(String id) {
        changed(id);
    }

    /** A record has another id now; what it looks like is told beside that. */
    default void renamed(String from, String to) {}

    /** A write was given up. */
    void lost(DeadLetter letter);

    /**
     * A write that was sent is known to hold.
     *
     * @param now the record as the backend has it; empty = it is gone
     */
    default void saved(PendingWrite write, Optional<Document> now) {}

    /** A write waited for one of another collection, and goes on. */
    default void freed() {}
}
