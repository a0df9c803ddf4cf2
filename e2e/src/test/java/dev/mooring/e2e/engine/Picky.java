package dev.mooring.e2e.engine;

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
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody else's rule in front of an adapter: no title is {@code poison}, and a batch with one is refused whole. Counts calls. */
final class Picky implements SyncAdapter {

    private static final Problem NO = new Problem("poison", "not this one");

    private final SyncAdapter inner;
    private final AtomicInteger calls = new AtomicInteger();
    private final List<Write> sent = new CopyOnWriteArrayList<>();

    Picky(SyncAdapter inner) {
        this.inner = inner;
    }

    /** How many calls wrote, a batch being one. */
    int calls() {
        return calls.get();
    }

    /** Every write in the order it was sent. */
    List<Write> sent() {
        return List.copyOf(sent);
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
    public ChangePage changesSince(Cursor since, int limit) {
        return inner.changesSince(since, limit);
    }

    @Override
    public Guarantees guarantees() {
        return inner.guarantees();
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        return type == BatchWrites.class
                ? inner.capability(BatchWrites.class).map(batches -> type.cast(picky(batches)))
                : inner.capability(type);
    }

    @Override
    public void close() {
        inner.close();
    }

    private BatchWrites picky(BatchWrites batches) {
        return writes -> {
            calls.incrementAndGet();
            sent.addAll(writes);
            if (writes.stream().anyMatch(Picky::isPoison)) {
                throw new Rejected(NO);
            }
            return batches.write(writes);
        };
    }

    private Outcome one(Write write) {
        calls.incrementAndGet();
        sent.add(write);
        return isPoison(write) ? new Outcome.Refused(NO) : write.sendTo(inner);
    }

    private static boolean isPoison(Write write) {
        return write.match(
                create -> "poison".equals(create.fields().get("title")),
                update -> "poison".equals(update.patch().get("title")),
                delete -> false);
    }
}
