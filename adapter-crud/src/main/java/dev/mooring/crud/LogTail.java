package dev.mooring.crud;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Misconfigured;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change log of the backend's own. Safe for several threads. */
final class LogTail implements CrudFeed.Tail {

    private static final String KIND = "log";

    private final CrudFunctions.LogPosition position;
    private final CrudFunctions.ChangeLog log;
    private final Calls calls;
    private final RowReader reader;
    private final CursorText cursors;
    private final int largestPage;

    LogTail(
            CrudFunctions.LogPosition position,
            CrudFunctions.ChangeLog log,
            Calls calls,
            RowReader reader,
            CursorText cursors,
            int largestPage) {
        this.position = position;
        this.log = log;
        this.calls = calls;
        this.reader = reader;
        this.cursors = cursors;
        this.largestPage = largestPage;
    }

    @Override
    public String ask() {
        String now = calls.read("the log position", position::now);
        if (now == null || now.isEmpty()) {
            throw new Misconfigured("the log position must be a text that is not empty");
        }
        return now;
    }

    @Override
    public String position(String asked, List<Row> first) {
        return asked;
    }

    @Override
    public Cursor after(String from) {
        return cursors.write(KIND, from);
    }

    @Override
    public Optional<ChangePage> page(Cursor since, int limit) {
        return cursors.read(since, KIND, 1).flatMap(parts -> page(parts.get(0), Math.min(limit, largestPage)));
    }

    private Optional<ChangePage> page(String from, int limit) {
        RowChanges answered = calls.read("changes", () -> log.since(from, limit));
        if (answered == null) {
            throw new Misconfigured("changes answered null instead of a part of the log");
        }
        if (answered.expired()) {
            return Optional.empty();
        }
        if (answered.next().isEmpty() || (answered.more() && answered.next().equals(from))) {
            throw new Misconfigured("changes after '" + from + "' says more=" + answered.more() + " and names '"
                    + answered.next() + "' as next: it must get on");
        }
        return Optional.of(new ChangePage(
                changes(answered), cursors.write(KIND, answered.next()), answered.more(), ChangePage.Kind.DELTA));
    }

    private List<Change> changes(RowChanges answered) {
        List<Change> changes = new ArrayList<>();
        reader.rows(answered.rows(), "changes").forEach(row -> changes.add(row.change()));
        answered.removed().forEach(id -> changes.add(Change.deleted(id)));
        answered.left().forEach(id -> changes.add(Change.left(id)));
        return changes;
    }
}
