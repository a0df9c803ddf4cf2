package dev.mooring.migrate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the migration knows of one record at the target. Immutable, as long as nobody writes into the hash. */
final class Ledger {

    /** In the place of a hash. */
    static final byte[] UNSURE = {0};

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

    /**
     * Of what was written; short = it is there in a state that is not known; null = nothing is known, since a first write was begun and its end not
     * seen, or the last one was a deletion.
     */
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

    /** Whether the target has a record of this id for certain, in whatever state: of one that it makes the id of, the id is known. */
    boolean isMade() {
        return hash != null && !gone;
    }

    /** Whether a write may have arrived whose answer was not seen. */
    boolean inDoubt() {
        return !gone && (hash == null || hash.length < Canon.HASH);
    }

    /** The same, with nothing believed of what is there. */
    Ledger doubted() {
        return new Ledger(id, target, hash == null ? null : UNSURE.clone(), writes, false);
    }

    /** It was there, and is there no more: what is made of it next is another one. */
    static Ledger left(String id, String target, Optional<Ledger> known) {
        return new Ledger(id, target, null, writes(known) + 1, true);
    }

    static long writes(Optional<Ledger> known) {
        return known.map(Ledger::writes).orElse(0L);
    }
}
