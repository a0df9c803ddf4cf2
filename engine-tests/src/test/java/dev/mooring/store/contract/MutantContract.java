package dev.mooring.store.contract;

import dev.mooring.store.LocalStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The contract for a broken store; without one, for the honest store it is made from. Run by {@link StoreMutantsTest} only. */
class MutantContract extends LocalStoreContract {

    /** The system property that names the mutant. */
    static final String MUTANT = "mooring.store.mutant";

    private final Set<Mutant> mutants = Mutant.named(System.getProperty(MUTANT, ""));
    private final FakeDisk disk = new FakeDisk(mutants);

    @Override
    protected LocalStore open(Path place) {
        LocalStore store = disk.open(place);
        for (Mutant mutant : mutants) {
            store = new BrokenStore(store, mutant);
        }
        return store;
    }

    @Override
    protected Set<StoreTrait> traits() {
        return EnumSet.of(StoreTrait.OWNED);
    }

    @Override
    protected StoreFaults faults() {
        return disk;
    }

    @Override
    protected Duration patience() {
        return mutants.isEmpty() ? super.patience() : Duration.ofMillis(200);
    }
}
