package dev.mooring.support.resilience;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Settlement;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * An adapter whose calls are repeated a few times, and spared a backend that is down: see {@link Resilience}.
 *
 * <p>What is sent again is marked by {@link Write#again()}. A create that may double is never sent again after it may have been
 * applied. When an earlier attempt may have been applied the answer is settled (see {@link Settlement}), since the caller does not
 * know that the write was sent again. A failure says {@code maybeApplied} when any of its attempts does. A call that was not made,
 * because the breaker is open or a limit is reached, is a {@link TemporaryFailure} that was not applied. An interruption ends the
 * waiting as well.
 *
 * <p>{@link BatchWrites}, {@link Lookup} and {@link KeyScan} are decorated; every other capability is handed out as it is and bypasses
 * all this (CLIENT-6). Safe for several threads, as the adapter is.
 */
public final class ResilientAdapter implements SyncAdapter {

    private final SyncAdapter adapter;
    private final ResilientCalls calls;

    ResilientAdapter(SyncAdapter adapter, ResilientCalls calls) {
        this.adapter = adapter;
        this.calls = calls;
    }

    @Override
    public Page list(Cursor from, int limit) {
        return calls.read(() -> adapter.list(from, limit));
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

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        return calls.read(() -> adapter.changesSince(since, limit));
    }

    @Override
    public Guarantees guarantees() {
        return adapter.guarantees();
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        Optional<C> raw = adapter.capability(type);
        if (type == BatchWrites.class) {
            return raw.map(batch -> type.cast(resilient((BatchWrites) batch)));
        }
        if (type == Lookup.class) {
            return raw.map(lookup -> type.cast((Lookup) ids -> calls.read(() -> ((Lookup) lookup).find(ids))));
        }
        if (type == KeyScan.class) {
            return raw.map(scan ->
                    type.cast((KeyScan) (from, limit) -> calls.read(() -> ((KeyScan) scan).keys(from, limit))));
        }
        return raw;
    }

    @Override
    public void close() {
        adapter.close();
    }

    /** Names the adapter behind. */
    @Override
    public String toString() {
        return "resilient " + adapter;
    }

    private Outcome write(Write write) {
        return calls.call(
                again -> (again ? write.again() : write).sendTo(adapter),
                repeatable(isCreate(write)),
                outcome -> Settlement.of(write.again(), outcome));
    }

    private BatchWrites resilient(BatchWrites batch) {
        return writes -> calls.call(
                again -> batch.write(again ? again(writes) : writes),
                repeatable(writes.stream().anyMatch(ResilientAdapter::isCreate)),
                outcomes -> settled(writes, outcomes));
    }

    private static List<Outcome> settled(List<Write> writes, List<Outcome> outcomes) {
        return IntStream.range(0, outcomes.size())
                .mapToObj(i -> Settlement.of(writes.get(i).again(), outcomes.get(i)))
                .toList();
    }

    private Predicate<TemporaryFailure> repeatable(boolean creates) {
        return failure -> !(creates && failure.maybeApplied() && guarantees().createMayDouble());
    }

    private static boolean isCreate(Write write) {
        return write.match(create -> true, update -> false, delete -> false);
    }

    private static List<Write> again(List<Write> writes) {
        return writes.stream().map(Write::again).toList();
    }
}
