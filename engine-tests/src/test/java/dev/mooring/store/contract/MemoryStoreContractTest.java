package dev.mooring.store.contract;

import dev.mooring.store.LocalStore;
import dev.mooring.store.MemoryStore;
import java.nio.file.Path;
import java.util.Set;

class MemoryStoreContractTest extends LocalStoreContract {

    @Override
    protected LocalStore open(Path place) {
        return new MemoryStore();
    }

    @Override
    protected LocalStore reopen(LocalStore store, Path place) {
        return ((MemoryStore) store).reopen();
    }

    @Override
    protected Set<StoreTrait> traits() {
        return Set.of();
    }
}
