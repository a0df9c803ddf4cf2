package dev.mooring.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mooring.store.LocalStore;
import dev.mooring.store.MemoryStore;
import dev.mooring.store.StoreException;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** What the groups of rules have in common: an open store of their own. */
abstract class StoreRules {

    final LocalStoreContract contract;
    Path place = Path.of("");
    /** Replaced before each test; this one is there to be closed when opening fails. */
    LocalStore store = new MemoryStore();

    StoreRules(LocalStoreContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void openStore(@TempDir Path directory) {
        place = directory;
        store = contract.open(directory);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    void reopen() {
        store = contract.reopen(store, place);
    }

    /** Writes without an answer. */
    void change(Consumer<StoreTransaction> work) {
        store.write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    <T> T look(Function<StoreReader, T> work) {
        return store.read(work);
    }

    long count(ToLongFunction<StoreReader> counter) {
        return store.<Long>read(counter::applyAsLong);
    }

    void needs(StoreTrait trait) {
        Assumptions.assumeTrue(contract.traits().contains(trait), () -> "the store does not have the trait " + trait);
    }

    <T> T answer(Caller<T> caller) {
        return caller.answer(contract.patience());
    }

    /** Waits for another thread to come to a point. */
    void await(CountDownLatch latch) {
        try {
            if (!latch.await(contract.patience().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionFailedError("another caller did not get this far within " + contract.patience());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionFailedError("the test was interrupted", e);
        }
    }

    static void fails(StoreException.Kind kind, Executable call) {
        assertEquals(kind, assertThrows(StoreException.class, call).kind());
    }
}
