package dev.mooring;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.MemoryStore;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A backend with another device's hand in it, and an application's data on a store that can be opened again. */
final class Rig implements AutoCloseable {

    static final Duration MOST = Duration.ofSeconds(20);
    static final Retry FAST = Retry.forever().waits(Duration.ofMillis(1), Duration.ofMillis(5));

    private final InMemoryBackend backend;
    private final SyncAdapter other;
    private MemoryStore store = new MemoryStore();
    private Mooring mooring = builder().open();
    private long writes;

    Rig() {
        this(new InMemoryBackend());
    }

    Rig(InMemoryBackend backend) {
        this.backend = backend;
        this.other = backend.client();
    }

    Mooring mooring() {
        return mooring;
    }

    MemoryStore store() {
        return store;
    }

    SyncAdapter client() {
        return backend.client();
    }

    FlakyAdapter flaky() {
        return new FlakyAdapter(backend.client());
    }

    Mooring restart() {
        return restart(plain -> plain);
    }

    Mooring restart(UnaryOperator<MooringBuilder> how) {
        mooring.close();
        store = store.reopen();
        mooring = how.apply(builder()).open();
        return mooring;
    }

    private MooringBuilder builder() {
        return Mooring.builder(store).retry(FAST);
    }

    /** The other device creates a record. */
    void created(String id, Map<String, ? extends @Nullable Object> fields) {
        other.create(Create.of(WriteKey.of("other", ++writes), id, fields));
    }

    void updated(String id, Map<String, ? extends @Nullable Object> patch) {
        Document base = backend.client().find(List.of(id)).get(0);
        other.update(Update.of(WriteKey.of("other", ++writes), base, patch));
    }

    void deleted(String id) {
        Document base = backend.client().find(List.of(id)).get(0);
        other.delete(Delete.of(WriteKey.of("other", ++writes), base));
    }

    /** What the backend has. */
    Optional<Map<String, @Nullable Object>> there(String id) {
        return backend.client().find(List.of(id)).stream().map(Document::fields).findFirst();
    }

    static <X> X next(BlockingQueue<X> queue) {
        try {
            X found = queue.poll(20, TimeUnit.SECONDS);
            if (found == null) {
                throw new AssertionError("nothing came");
            }
            return found;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        mooring.close();
    }
}
