package dev.mooring;

import dev.mooring.contract.memory.InMemoryAdapter;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An adapter that can be down, refuse a title, and reject a batch because of it. */
final class FlakyAdapter implements SyncAdapter, BatchWrites {

    private final InMemoryAdapter inner;
    private final List<String> arrivals = new CopyOnWriteArrayList<>();
    private final AtomicInteger batchCalls = new AtomicInteger();
    private volatile boolean down;
    private volatile boolean batches;
    private volatile boolean losing;
    private volatile String refused = "";
    private volatile boolean keeping;
    private volatile boolean readOnly;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    FlakyAdapter(InMemoryAdapter inner) {
        this.inner = inner;
    }

    void refuseAll(boolean yes) {
        down = yes;
    }

    void batches(boolean yes) {
        batches = yes;
    }

    void refuse(String title) {
        refused = title;
    }

    /** Reads go on, writes come back as after an outage. */
    void refuseWrites(boolean yes) {
        readOnly = yes;
    }

    void refuseDeletes(boolean yes) {
        keeping = yes;
    }

    /** How many calls arrived here at all. */
    int calls() {
        return calls.get();
    }

    /** How many of them failed because it was down. */
    int failures() {
        return failures.get();
    }

    private void arrive() {
        calls.incrementAndGet();
        if (down) {
            failures.incrementAndGet();
            throw TemporaryFailure.notApplied("down", null);
        }
    }

    void loseAnswers(boolean yes) {
        losing = yes;
    }

    List<String> arrivals() {
        return arrivals;
    }

    int batchCalls() {
        return batchCalls.get();
    }

    @Override
    public Page list(Cursor from, int limit) {
        return inner.list(from, limit);
    }

    @Override
    public Outcome create(Create create) {
        return one(create);
    }

    @Override
    public Outcome update(Update update) {
        return one(update);
    }

    @Override
    public Outcome delete(Delete delete) {
        return one(delete);
    }

    @Override
    public List<Outcome> write(List<Write> writes) {
        batchCalls.incrementAndGet();
        if (writes.stream().anyMatch(this::isRefused)) {
            throw new Rejected(new Problem("no", "not this one"));
        }
        return inner.write(writes);
    }

    private Outcome one(Write write) {
        arrive();
        arrivals.add(write.id());
        batchCalls.incrementAndGet();
        if (readOnly) {
            throw TemporaryFailure.notApplied("no writes now", null);
        }
        if (losing) {
            throw TemporaryFailure.maybeApplied("no answer", null);
        }
        return isRefused(write) ? Outcome.refused("no", "not this one") : write.sendTo(inner);
    }

    private boolean isRefused(Write write) {
        return write.match(
                create -> create.fields().containsValue(refused),
                update -> update.patch().containsValue(refused),
                delete -> keeping);
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        arrive();
        return inner.changesSince(since, limit);
    }

    @Override
    public Guarantees guarantees() {
        return inner.guarantees();
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        return type == BatchWrites.class && batches ? Optional.of(type.cast(this)) : Optional.empty();
    }
}
