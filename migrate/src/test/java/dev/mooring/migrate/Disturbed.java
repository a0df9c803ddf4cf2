package dev.mooring.migrate;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An adapter with somebody in the way: before every call and after it, so that its answer may be lost. */
final class Disturbed implements SyncAdapter {

    private final SyncAdapter inner;
    private final Disturbance disturbance;

    Disturbed(SyncAdapter inner, Disturbance disturbance) {
        this.inner = inner;
        this.disturbance = disturbance;
    }

    /** Who is in the way; may throw. */
    interface Disturbance {
        /** A call is about to be made. */
        void before(String call);

        /** Writes are about to be sent together. */
        default void writing(List<Write> writes) {}

        /** A call was made, and nobody knows its answer yet. */
        default void after(String call) {}
    }

    @Override
    public Page list(Cursor from, int limit) {
        return around("list", () -> inner.list(from, limit));
    }

    @Override
    public Outcome create(Create create) {
        return writing(List.of(create), () -> inner.create(create));
    }

    @Override
    public Outcome update(Update update) {
        return writing(List.of(update), () -> inner.update(update));
    }

    @Override
    public Outcome delete(Delete delete) {
        return writing(List.of(delete), () -> inner.delete(delete));
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        return around("changes", () -> inner.changesSince(since, limit));
    }

    @Override
    public Guarantees guarantees() {
        return inner.guarantees();
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        if (type == BatchWrites.class) {
            return inner.capability(BatchWrites.class)
                    .map(batch -> (BatchWrites) writes -> writing(writes, () -> batch.write(writes)))
                    .map(type::cast);
        }
        if (type == Lookup.class) {
            return inner.capability(Lookup.class)
                    .map(lookup -> (Lookup) ids -> around("find", () -> lookup.find(ids)))
                    .map(type::cast);
        }
        return inner.capability(type);
    }

    private <T> T writing(List<Write> writes, Supplier<T> made) {
        disturbance.writing(writes);
        return around("write", made);
    }

    private <T> T around(String call, Supplier<T> made) {
        disturbance.before(call);
        T answer = made.get();
        disturbance.after(call);
        return answer;
    }
}
