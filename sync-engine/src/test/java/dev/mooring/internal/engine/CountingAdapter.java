package dev.mooring.internal.engine;

import dev.mooring.contract.memory.InMemoryAdapter;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An adapter that notes when it is called, and fails as it is told. */
final class CountingAdapter implements SyncAdapter {

    private final InMemoryAdapter inner;
    private final Clock clock;
    private final List<Instant> reads = new ArrayList<>();
    private final List<Instant> writes = new ArrayList<>();
    private Supplier<Optional<SyncException>> failure = Optional::empty;
    private Optional<String> unlucky = Optional.empty();

    CountingAdapter(InMemoryBackend backend, Clock clock) {
        this.inner = backend.client();
        this.clock = clock;
    }

    void fail(Supplier<SyncException> how) {
        failure = () -> Optional.of(how.get());
    }

    /** Writes of one record fail, and nothing else. */
    void failOnly(String id, Supplier<SyncException> how) {
        fail(how);
        unlucky = Optional.of(id);
    }

    void heal() {
        failure = Optional::empty;
    }

    List<Instant> reads() {
        return reads;
    }

    List<Instant> writes() {
        return writes;
    }

    int calls() {
        return reads.size() + writes.size();
    }

    void forget() {
        reads.clear();
        writes.clear();
    }

    @Override
    public Page list(Cursor from, int limit) {
        return inner.list(from, limit);
    }

    @Override
    public Outcome create(Create create) {
        return write(create);
    }

    @Override
    public Outcome update(Update update) {
        return write(update);
    }

    @Override
    public Outcome delete(Delete delete) {
        return write(delete);
    }

    private Outcome write(Write write) {
        writes.add(clock.instant());
        if (unlucky.map(write.id()::equals).orElse(true)) {
            fail();
        }
        return write.sendTo(inner);
    }

    private void fail() {
        failure.get().ifPresent(why -> {
            throw why;
        });
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        reads.add(clock.instant());
        if (unlucky.isEmpty()) {
            fail();
        }
        return inner.changesSince(since, limit);
    }

    @Override
    public Guarantees guarantees() {
        return inner.guarantees();
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        return Optional.empty();
    }
}
