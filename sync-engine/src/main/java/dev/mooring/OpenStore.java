package dev.mooring;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreException;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store as the application uses it through an open Mooring: once that is closed, every call says so in the same way. Safe for several
 * threads.
 */
final class OpenStore implements LocalStore {

    private final LocalStore store;
    private final Runnable refuseClosed;

    OpenStore(LocalStore store, Runnable refuseClosed) {
        this.store = store;
        this.refuseClosed = refuseClosed;
    }

    @Override
    public <T> T read(Function<? super StoreReader, T> work) {
        return open(() -> store.read(work));
    }

    @Override
    public <T> T write(Function<? super StoreTransaction, T> work) {
        return open(() -> store.write(work));
    }

    @Override
    public <T> T writeRepeatable(Function<? super StoreTransaction, T> work) {
        return open(() -> store.writeRepeatable(work));
    }

    /** Does something that asks the store itself. */
    <T> T open(Supplier<T> work) {
        refuseClosed.run();
        try {
            return work.get();
        } catch (StoreException e) {
            // it was closed meanwhile, with its Mooring or by itself
            if (e.kind() == StoreException.Kind.CLOSED) {
                throw new IllegalStateException("this Mooring is closed", e);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
