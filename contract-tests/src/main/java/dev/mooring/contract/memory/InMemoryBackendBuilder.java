package dev.mooring.contract.memory;

import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Makes an {@link InMemoryBackend}, from one that promises everything down to what a test needs. Not safe for several threads. */
public final class InMemoryBackendBuilder {

    Guarantees guarantees = Guarantees.builder("memory/items")
            .feed(Feed.complete())
            .removals(Removals.deletesAndExits())
            .listing(Listing.STABLE)
            .conditionalUpdates(true)
            .conditionalDeletes(true)
            .replay(Replay.KEYS)
            .ids(Ids.clientMade(4096))
            .largestPage(1000)
            .largestBatch(1000)
            .largestBody(64L * 1024 * 1024)
            .build();

    boolean tombstones = true;
    boolean tellsNow = true;
    Clock clock = Clock.systemUTC();
    Executor executor = InMemoryBackendBuilder::onOwnThread;
    final Set<Class<?>> missing = new HashSet<>();

    InMemoryBackendBuilder() {}

    /** Changes what the backend promises, and with it how it behaves. */
    public InMemoryBackendBuilder guarantees(UnaryOperator<Guarantees.Builder> change) {
        guarantees = change.apply(guarantees.toBuilder()).build();
        return this;
    }

    /** Deleted records leave nothing behind: their ids are free again at once. */
    public InMemoryBackendBuilder withoutTombstones() {
        tombstones = false;
        return this;
    }

    /** Answers to writes do not say what the record is now. */
    public InMemoryBackendBuilder withoutNow() {
        tellsNow = false;
        return this;
    }

    /** Leaves out a capability. */
    public InMemoryBackendBuilder without(Class<?> capability) {
        missing.add(capability);
        return this;
    }

    /** The clock of the server. */
    public InMemoryBackendBuilder clock(Clock time) {
        clock = time;
        return this;
    }

    /** Where listeners are called; by default on threads of the backend, under a virtual clock often {@code Runnable::run}. */
    public InMemoryBackendBuilder liveOn(Executor calls) {
        executor = calls;
        return this;
    }

    /** Makes the backend. */
    public InMemoryBackend build() {
        return new InMemoryBackend(this);
    }

    private static void onOwnThread(Runnable task) {
        Thread thread = Executors.defaultThreadFactory().newThread(task);
        thread.setName("in-memory-live");
        thread.setDaemon(true);
        thread.start();
    }
}
