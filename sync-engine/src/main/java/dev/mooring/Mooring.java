package dev.mooring;

import dev.mooring.internal.engine.Ledger;
import dev.mooring.internal.engine.Numbers;
import dev.mooring.internal.engine.Threads;
import dev.mooring.internal.engine.World;
import dev.mooring.store.LocalStore;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An application's data, on the device and in step with its backends. What is written is durable when the call returns, online or not; the
 * rest happens behind it. Safe for several threads.
 */
public final class Mooring implements AutoCloseable {

    private final LocalStore store;
    private final Threads threads = new Threads();
    private final World world = threads.world(Clock.systemUTC(), new Random());
    private final Numbers numbers;
    private final Map<String, Records<?>> open = new ConcurrentHashMap<>();

    private Mooring(LocalStore store) {
        this.store = store;
        this.numbers = new Numbers(store, () -> UUID.randomUUID().toString());
    }

    /** Opens what a store holds; the store belongs to this from now on, and is closed with it. */
    public static Mooring open(LocalStore store) {
        return new Mooring(store);
    }

    /** A collection of records as maps of fields; see {@link RecordsBuilder}. */
    public RecordsBuilder<Map<String, @Nullable Object>> records(String name) {
        return new RecordsBuilder<>(this, name, Form.fields());
    }

    /**
     * A collection of records of a type: a Java record or a bean, through Jackson. A field that the type does not have stays as it is when the
     * record is put.
     *
     * @param <T> the type
     */
    public <T> RecordsBuilder<T> records(String name, Class<T> type) {
        return new RecordsBuilder<>(this, name, Form.of(type));
    }

    /**
     * Writes to several records, of several collections, in one transaction: all of it is stored, or nothing. The backend gets
     * them in the order they were made (law 13).
     */
    public void transaction(Consumer<Group> work) {
        store.write(tx -> {
            work.accept(new Group(tx));
            return tx;
        });
        open.values().forEach(Records::wake);
    }

    LocalStore store() {
        return store;
    }

    World world() {
        return world;
    }

    Numbers numbers() {
        return numbers;
    }

    Optional<Ledger> ledger(String collection) {
        return Optional.ofNullable(open.get(collection)).flatMap(Records::ledger);
    }

    void opened(String name, Records<?> records) {
        if (open.putIfAbsent(name, records) != null) {
            throw new IllegalStateException("collection '" + name + "' is open already");
        }
    }

    /** Ends: what is on its way may arrive, its answer is settled after the next start. Local data stays. */
    @Override
    public void close() {
        open.values().forEach(Records::stop);
        threads.close();
        store.close();
    }
}
