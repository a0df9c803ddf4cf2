package dev.mooring.internal.engine;

import dev.mooring.store.DeadLetter;

/** What a ledger tells after a commit, in the order of the commits. Quick, and never calls the store. */
public interface Events {

    /** The view of a record changed. */
    void changed(String id);

    /** A write was given up. */
    void lost(DeadLetter letter);
}
