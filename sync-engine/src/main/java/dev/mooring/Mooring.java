package dev.mooring;

import dev.mooring.internal.engine.Clearing;
import dev.mooring.internal.engine.Ledger;
import dev.mooring.internal.engine.Numbers;
import dev.mooring.internal.engine.Threads;
import dev.mooring.internal.engine.World;
import dev.mooring.internal.ids.TimeIds;
import dev.mooring.internal.observe.Listeners;
import dev.mooring.store.LocalStore;
import dev.mooring.store.MemoryStore;
import dev.mooring.store.StoreReader;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An application's data, on the device and in step with its backends. What is written is durable when the call returns, online or not; the
 * rest happens behind it. Safe for several threads.
 */
public final class Mooring implements AutoCloseable {

    private final Home durable;
    private final Home memory;
    private final Threads threads = new Threads();
    private final Listeners listeners = new Listeners();
    private final Asked asked = new Asked();
    private final World world;
    private final TimeIds ids;
    private final Options options;
    private final Namespace namespace;
    private final Map<String, Records<?>> open = new ConcurrentHashMap<>();
    private final List<BiConsumer<String, Standing>> watchers = new CopyOnWriteArrayList<>();
    private final List<Runnable> endings = new CopyOnWriteArrayList<>();
    private final Network network = new Network(
            (before, now) -> open.values().forEach(one -> one.steering().networkMoved(before, now)));
    private volatile boolean closed;

    Mooring(LocalStore store, Options options, Namespace namespace, Clock clock, Optional<RandomGenerator> random) {
        this.options = options;
        this.namespace = namespace;
        this.world = threads.world(clock, random.orElseGet(Random::new));
        this.ids = new TimeIds(clock, random.orElseGet(SecureRandom::new));
        this.durable = home(store);
        this.memory = home(new MemoryStore());
    }

    private Home home(LocalStore store) {
        return new Home(store, new Numbers(store, ids::next));
    }

    /** Opens what a store holds, with everything at its default; the store belongs to this from now on, and is closed with it. */
    public static Mooring open(LocalStore store) {
        return builder(store).open();
    }

    /** The same, with other defaults for all collections, or for one of several users. */
    public static MooringBuilder builder(LocalStore store) {
        return new MooringBuilder(store);
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
        return new RecordsBuilder<>(this, name, Form.of(Given.present(type, "a type")));
    }

    /** One value instead of many records, as a map of fields; see {@link ValueBuilder}. */
    public ValueBuilder<Map<String, @Nullable Object>> value(String name) {
        return new ValueBuilder<>(this, name, Form.fields());
    }

    /**
     * One value of a type, as with {@link #records(String, Class)}.
     *
     * @param <T> the type
     */
    public <T> ValueBuilder<T> value(String name, Class<T> type) {
        return new ValueBuilder<>(this, name, Form.of(Given.present(type, "a type")));
    }

    /**
     * Writes to several records, of several collections, in one transaction: all of it is stored, or nothing. The backend gets
     * them in the order they were made (law 13). Collections that are kept in memory only cannot take part.
     */
    public void transaction(Consumer<Group> work) {
        Given.present(work, "the work of a transaction");
        new OpenStore(durable.store(), this::refuseClosed).write(tx -> {
            work.accept(new Group(this, tx));
            return tx;
        });
        open.values().forEach(Records::wake);
    }

    /** {@link Records#clear} for everything that is stored, collections that are not open included; of this user alone, if there is one. */
    public void clear() {
        forget(Records::clear);
    }

    /** {@link Records#reset} for everything that is stored; what belongs to collections that are not open is forgotten. */
    public void reset() {
        forget(Records::reset);
    }

    private synchronized void forget(Consumer<Records<?>> each) {
        refuseClosed();
        open.values().forEach(each);
        for (String stored : durable.store().read(StoreReader::collections)) {
            if (namespace.own(stored).filter(name -> !open.containsKey(name)).isPresent()) {
                new Clearing(durable.store(), stored).run(id -> {});
            }
        }
    }

    Home home(boolean ephemeral) {
        return ephemeral ? memory : durable;
    }

    World world() {
        return world;
    }

    Asked asked() {
        return asked;
    }

    Listeners listeners() {
        return listeners;
    }

    /** The network is what this says from now on; see {@link Connectivity}. */
    public void connectivity(Connectivity connectivity) {
        refuseClosed();
        network.listen(Given.present(connectivity, "a connectivity"));
    }

    /** Goes offline by hand, whatever the network says: when this returns no call begins until {@link #online}. Local work goes on. */
    public void offline() {
        network.byHand(true);
    }

    /** Ends {@link #offline}: what waits is tried at once. */
    public void online() {
        network.byHand(false);
    }

    /** The application is in the foreground again: collections whose data are stale are pulled. */
    public void foreground() {
        open.values().forEach(one -> one.steering().foreground());
    }

    /**
     * Calls the data of some collections out of date and asks for them anew, whoever observes them. Several calls while a pull runs
     * cause one more.
     *
     * @param prefix how the names of the collections begin; empty = all
     */
    public void invalidate(String prefix) {
        refuseClosed();
        Given.present(prefix, "a prefix");
        open.forEach((name, records) -> {
            if (name.startsWith(prefix)) {
                records.invalidate();
            }
        });
    }

    /** Tells of every collection with a backend that is open, and of those that are opened later. */
    synchronized Subscription watch(BiConsumer<String, Standing> watcher) {
        refuseClosed();
        open.forEach((name, records) -> tell(watcher, name, records));
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    private static void tell(BiConsumer<String, Standing> watcher, String name, Records<?> records) {
        if (records.ledger().isPresent()) {
            watcher.accept(name, records.standing());
        }
    }

    void whenClosed(Runnable told) {
        endings.add(told);
    }

    Network network() {
        return network;
    }

    Options options() {
        return options;
    }

    Namespace namespace() {
        return namespace;
    }

    String nextId() {
        return ids.next();
    }

    /** The ledger of an open collection, by the name it is stored under. */
    Optional<Ledger> ledger(String stored) {
        return namespace.own(stored).map(open::get).flatMap(Records::ledger);
    }

    /** What goes between an open collection and its backend, by the name it is stored under. */
    Optional<Steering> steering(String stored) {
        return namespace.own(stored).map(open::get).map(Records::steering);
    }

    void refuseClosed() {
        if (closed) {
            throw closed();
        }
    }

    static IllegalStateException closed() {
        return new IllegalStateException("this Mooring is closed");
    }

    /** The collection that is open under a name, or the one that is made now. */
    synchronized Records<?> opened(String name, CollectionBuilder<?, ?> how) {
        refuseClosed();
        Records<?> there = open.get(name);
        if (there != null) {
            there.settings().refuseOthers(name, how.settings());
            return there;
        }
        Records<?> made = how.make();
        open.put(name, made);
        made.start();
        watchers.forEach(watcher -> tell(watcher, name, made));
        return made;
    }

    /** Ends: what is on its way may arrive, its answer is settled after the next start. Local data stays. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<Runnable> ends = new ArrayList<>(endings);
        ends.add(network::close);
        open.values().forEach(records -> ends.add(records::stop));
        ends.add(listeners::close);
        ends.add(threads::close);
        ends.add(asked::end);
        ends.add(durable.store()::close);
        ends.add(memory.store()::close);
        all(ends);
    }

    /** Each of them, whatever another one throws: a store that stays open keeps its file from everybody. */
    private static void all(List<Runnable> ends) {
        RuntimeException first = null;
        for (Runnable end : ends) {
            try {
                end.run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
