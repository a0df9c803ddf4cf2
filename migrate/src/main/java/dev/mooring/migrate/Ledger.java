package dev.mooring.migrate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the migration knows of one record at the target. Immutable, as long as nobody writes into the hash. */
final class Ledger {

    private final String id;
    private final String target;
    private final byte @Nullable [] hash;
    private final long writes;
    private final boolean gone;

    Ledger(String id, String target, byte @Nullable [] hash, long writes, boolean gone) {
        this.id = id;
        this.target = target;
        this.hash = hash;
        this.writes = writes;
        this.gone = gone;
    }

    /** Its id at the source. */
    String id() {
        return id;
    }

    /** Its id at the target. */
    String target() {
        return target;
    }

    /** Of what was written; null = a write was begun and its end is not known, or the last one was a deletion. */
    byte @Nullable [] hash() {
        return hash;
    }

    /** How many writes of it ended. */
    long writes() {
        return writes;
    }

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
