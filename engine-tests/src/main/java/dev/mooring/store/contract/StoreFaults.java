package dev.mooring.store.contract;

import dev.mooring.store.LocalStore;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes things go wrong for a store. Each fault that a fixture can bring about is a method to override; what is not overridden skips the rules
 * that need it, with that reason. Used by one thread.
 */
public interface StoreFaults {

    /** Knows no fault. */
    static StoreFaults none() {
        return new StoreFaults() {};
    }

    /**
     * From now on an open store finds no space for anything new.
     *
     * @return makes room again
     */
    default Runnable fill(LocalStore store) {
        throw new UnknownFault("no space left");
    }

    /**
     * From now on an open store cannot write, only read.
     *
     * @return makes it writable again
     */
    default Runnable protect(LocalStore store) {
        throw new UnknownFault("a medium that cannot be written");
    }

    /**
     * Damages a closed store so that it cannot be read.
     *
     * @throws IOException when the files cannot be reached
     */
    default void damage(Path place) throws IOException {
        throw new UnknownFault("a damaged file");
    }

    /**
     * Makes a closed store look as if a newer version had written it.
     *
     * @throws IOException when the files cannot be reached
     */
    default void renew(Path place) throws IOException {
        throw new UnknownFault("a file of a newer version");
    }
}
