package dev.mooring;

import dev.mooring.contract.memory.InMemoryAdapter;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** An adapter whose calls wait until a test lets them go on. */
final class HeldAdapter implements SyncAdapter {

    private final InMemoryAdapter inner;
    private final Semaphore reads = new Semaphore(0);
    private final Semaphore writes = new Semaphore(0);
    private final AtomicInteger readCalls = new AtomicInteger();
    private final AtomicInteger writeCalls = new AtomicInteger();

    HeldAdapter(InMemoryAdapter inner) {
        this.inner = inner;
    }

    HeldAdapter letReads(int count) {
        reads.release(count);
        return this;
    }

    HeldAdapter letWrites(int count) {
        writes.release(count);
        return this;
    }

    int readCalls() {
        return readCalls.get();
    }

    int writeCalls() {
        return writeCalls.get();
    }

    private <T> T held(Semaphore gate, AtomicInteger calls, Supplier<T> call) {
        calls.incrementAndGet();
        gate.acquireUninterruptibly();
        return call.get();
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
        return held(writes, writeCalls, () -> write.sendTo(inner));
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        return held(reads, readCalls, () -> inner.changesSince(since, limit));
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
