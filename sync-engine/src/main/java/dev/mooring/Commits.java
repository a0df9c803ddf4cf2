package dev.mooring;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreTransaction;
import java.util.Collection;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** An application's writes: stored in one transaction, and whoever sends them is woken. Safe for several threads. */
final class Commits {

    private final LocalStore store;
    private final Runnable wake;

    Commits(LocalStore store, Runnable wake) {
        this.store = store;
        this.wake = wake;
    }

    boolean one(Predicate<StoreTransaction> work) {
        boolean changed = store.write(work::test);
        wake.run();
        return changed;
    }

    /** Answers how many of them changed something. */
    <X> int all(Collection<? extends X> all, BiPredicate<StoreTransaction, X> work) {
        int changed = store.write(
                tx -> (int) all.stream().filter(one -> work.test(tx, one)).count());
        wake.run();
        return changed;
    }
}
