package dev.mooring.contract.memory;

import dev.mooring.sync.Outcome;
import dev.mooring.sync.Write;
import java.util.function.Supplier;

/**
 * A transaction that has drawn its stamp and is not visible yet: other writes overtake it. Made by
 * {@link InMemoryBackend#begin}.
 */
public final class LateWrite {

    private final Write write;
    private final Supplier<Outcome> commit;

    LateWrite(Write write, Supplier<Outcome> commit) {
        this.write = write;
        this.commit = commit;
    }

    /** The write that waits. */
    public Write write() {
        return write;
    }

    /** Makes the write visible, under the stamp that it drew when it began. To be called once. */
    public Outcome commit() {
        return commit.get();
    }
}
