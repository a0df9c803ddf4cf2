package dev.mooring.internal.engine;

import dev.mooring.contract.memory.InMemoryBackendBuilder;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A kind of world to simulate.
 *
 * @param backend what the backend promises
 * @param traits what happens there beside edits, faults and crashes
 */
record Scene(UnaryOperator<InMemoryBackendBuilder> backend, Set<Trait> traits) {

    static Scene of(UnaryOperator<InMemoryBackendBuilder> backend, Trait... traits) {
        return new Scene(backend, Set.of(traits));
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    enum Trait {
        /** Writes travel in batches. */
        BATCHES,
        /** The backend hints; hints get lost, come twice, late or for nothing. */
        LIVE,
        /** What a device asks for changes between two of its lives. */
        SCOPES,
        /** The backend refuses some values, in batches sometimes with all that is in them. */
        REFUSALS,
        /** Somebody else writes, in transactions that commit late. */
        STRANGER,
        /** Records leave what the user may see, and come back. */
        EXITS,
        /** A second collection refers to the first one. */
        FAMILY
    }
}
