package dev.mooring.store.contract;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import java.util.function.Function;

/** A store around another one; broken stores change a method. */
class Around implements LocalStore {

    final LocalStore inner;

    Around(LocalStore inner) {
        this.inner = inner;
    }

    @Override
    public <T> T read(Function<? super StoreReader, T> work) {
        return inner.read(work);
    }

    @Override
    public <T> T write(Function<? super StoreTransaction, T> work) {
        return inner.write(work);
    }

    @Override
    public <T> T writeRepeatable(Function<? super StoreTransaction, T> work) {
        return inner.writeRepeatable(work);
    }

    @Override
    public void close() {
        inner.close();
    }
}
