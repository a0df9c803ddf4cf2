package dev.mooring.migrate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the migration knows of one record at the target. Immutable.
 *
 * @param id its id at the source
 * @param target its id at the target
 * @param hash of what was written; null = a write was begun and its end is not known
 * @param writes how many writes of this record ended
 * @param gone whether the last one was a deletion
 */
record Ledger(String id, String target, byte @Nullable [] hash, long writes, boolean gone) {

    /** Whether the target may have it, in whatever state. */
    boolean mayBeThere() {
        return !gone;
    }

    boolean inDoubt() {
        return hash == null && !gone;
    }

    /** The same, with nothing believed of what is there. */
    Ledger doubted() {
        return new Ledger(id, target, null, writes, false);
    }

    static long writes(Optional<Ledger> known) {
        return known.map(Ledger::writes).orElse(0L);
    }
}
