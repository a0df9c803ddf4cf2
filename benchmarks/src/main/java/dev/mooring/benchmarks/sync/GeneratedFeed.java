package dev.mooring.benchmarks.sync;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.ChangePage.Kind;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Removals;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/** A backend of any size that costs next to nothing, so that what is measured is the device. Read only. Safe for several threads. */
final class GeneratedFeed implements SyncAdapter {

    private static final int CHANGES = 10;

    private final int records;
    private final AtomicInteger rounds = new AtomicInteger();

    GeneratedFeed(int records) {
        this.records = records;
    }

    /** Ten records change, far from each other. */
    void change() {
        rounds.incrementAndGet();
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        String token = since.token();
        if (token.startsWith("round ")) {
            int now = rounds.get();
            boolean moved = !token.equals("round " + now);
            List<Change> changes =
                    moved ? some(CHANGES, i -> (int) ((now * 7_919L + i * 104_729L) % records)) : List.of();
            return new ChangePage(changes, new Cursor("round " + now), false, Kind.DELTA);
        }
        int from = since.equals(Cursor.START) ? 0 : Integer.parseInt(token);
        int count = Math.min(limit, records - from);
        boolean more = from + count < records;
        return new ChangePage(
                some(count, i -> from + i),
                new Cursor(more ? String.valueOf(from + count) : "round " + rounds.get()),
                more,
                from == 0 ? Kind.SNAPSHOT_START : Kind.SNAPSHOT);
    }

    private List<Change> some(int count, IntUnaryOperator number) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int row = number.applyAsInt(i);
            changes.add(Change.of(Document.of("r" + row, SyncNumbers.fields(row + rounds.get()))
                    .withVersion(new Version(row + "-" + rounds.get()))));
        }
        return changes;
    }

    @Override
    public Page list(Cursor from, int limit) {
        throw new UnsupportedOperationException("changes are all there is");
    }

    @Override
    public Outcome create(Create create) {
        throw new UnsupportedOperationException("read only");
    }

    @Override
    public Outcome update(Update update) {
        throw new UnsupportedOperationException("read only");
    }

    @Override
    public Outcome delete(Delete delete) {
        throw new UnsupportedOperationException("read only");
    }

    @Override
    public Guarantees guarantees() {
        return Guarantees.builder("generated")
                .feed(Feed.complete())
                .removals(Removals.deletes())
                .build();
    }
}
