package dev.mooring.internal.observe;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.util.Optional;

/** An adapter whose calls are counted and timed. Batches are as well; other capabilities are forwarded raw. Safe for several threads. */
final class WatchedAdapter implements SyncAdapter {

    private final SyncAdapter inner;
    private final Traffic traffic;

    WatchedAdapter(SyncAdapter inner, Traffic traffic) {
        this.inner = inner;
        this.traffic = traffic;
    }

    @Override
    public Page list(Cursor from, int limit) {
        return traffic.get(() -> inner.list(from, limit));
    }

    @Override
    public Outcome create(Create create) {
        return traffic.set(create, () -> inner.create(create));
    }

    @Override
    public Outcome update(Update update) {
        return traffic.set(update, () -> inner.update(update));
    }

    @Override
    public Outcome delete(Delete delete) {
        return traffic.set(delete, () -> inner.delete(delete));
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        return traffic.get(() -> inner.changesSince(since, limit));
    }

    @Override
    public Guarantees guarantees() {
        return inner.guarantees();
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        Optional<C> plain = inner.capability(type);
        if (type != BatchWrites.class) {
            return plain;
        }
        return plain.map(BatchWrites.class::cast)
                .map(batches -> (BatchWrites) writes -> traffic.set(writes, () -> batches.write(writes)))
                .map(type::cast);
    }

    @Override
    public void close() {
        inner.close();
    }
}
