package dev.mooring.sync;

import java.util.Optional;
import java.util.function.Function;

/**
 * One change that an application made, on its way to the backend. A write that was sent once is frozen whole: key, patch and
 * base stay the same on every attempt; only {@link #resent()} tells the attempts apart. Any write may arrive twice and MUST
 * NOT have a second effect within the claimed {@link Replay} (CREATE-4, UPDATE-10, DELETE-3). Immutable.
 */
public sealed interface Write permits Create, Update, Delete {

    /** The write's identity, the same on every attempt. */
    WriteKey key();

    /** The id of the record; for a create at a backend that makes the ids, a temporary one. */
    String id();

    /** Whether this write may have arrived before. Set by whoever sends it again, engine or decorator. */
    boolean resent();

    /** The same write, marked as sent before. */
    Write again();

    /** The version that the record, or its tombstone, must have for the write to apply; empty = unconditional. */
    Optional<Version> baseVersion();

    /** Sends this write by the verb it belongs to. */
    Outcome sendTo(SyncAdapter adapter);

    /**
     * Answers by kind.
     *
     * @param <T> what all answers give
     */
    <T> T match(Function<Create, T> create, Function<Update, T> update, Function<Delete, T> delete);
}
