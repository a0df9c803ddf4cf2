package dev.mooring.contract.memory;

import dev.mooring.contract.memory.Position.Kind;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Page;
import dev.mooring.sync.Removals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a user may read, page by page. Used under the backend's lock only. */
final class Reading {

    private final Table table;
    private final Guarantees guarantees;

    Reading(Table table, Guarantees guarantees) {
        this.table = table;
        this.guarantees = guarantees;
    }

    /** A page of a walk through the records; {@code kind} keeps the cursors of several such walks apart. */
    Page page(Kind kind, Cursor from, int limit, String user) {
        Optional<Position> at = Position.of(from, table.epoch()).filter(position -> position.is(kind));
        boolean stable = guarantees.listing() == Listing.STABLE;
        String after = at.map(Position::after).orElse(stable ? "" : "0");
        List<Row> rest = stable ? after(after, user) : fromCount(Integer.parseInt(after), user);
        List<Row> rows = rest.subList(0, Math.min(size(limit), rest.size()));
        List<Document> documents = rows.stream().map(Row::document).toList();
        if (rows.size() == rest.size()) {
            return Page.last(documents);
        }
        String next = stable ? rows.get(rows.size() - 1).id() : String.valueOf(Integer.parseInt(after) + rows.size());
        return new Page(documents, new Position(kind, table.epoch(), 0, 0, next).cursor(), true);
    }

    /** A page of the feed, or of the snapshot that it begins with. */
    ChangePage changes(Cursor since, int limit, String user) {
        Optional<Position> at = Position.of(since, table.epoch());
        if (at.isPresent() && at.get().is(Kind.SNAPSHOT)) {
            return snapshot(at.get(), ChangePage.Kind.SNAPSHOT, limit, user);
        }
        if (at.isPresent() && (at.get().is(Kind.FEED) || at.get().is(Kind.WINDOW))) {
            return delta(at.get(), limit, user);
        }
        Position begin = new Position(Kind.SNAPSHOT, table.epoch(), table.horizon(), millis(), "");
        return snapshot(begin, ChangePage.Kind.SNAPSHOT_START, limit, user);
    }

    /** The records with these ids that the user sees. */
    List<Document> find(List<String> ids, String user) {
        return ids.stream()
                .map(table::row)
                .filter(row -> row != null && row.livesFor(user))
                .map(Row::document)
                .toList();
    }

    private ChangePage snapshot(Position at, ChangePage.Kind kind, int limit, String user) {
        List<Row> rest = after(at.after(), user);
        List<Row> rows = rest.subList(0, Math.min(size(limit), rest.size()));
        boolean more = rows.size() < rest.size();
        Position next = more
                ? new Position(
                        Kind.SNAPSHOT,
                        at.epoch(),
                        at.stamp(),
                        at.millis(),
                        rows.get(rows.size() - 1).id())
                : new Position(Kind.FEED, at.epoch(), at.stamp(), at.millis(), "");
        List<Change> changes = rows.stream().map(row -> row.seenBy(user)).toList();
        return new ChangePage(changes, next.cursor(), more, kind);
    }

    private ChangePage delta(Position at, int limit, String user) {
        long horizon = guarantees.feed().strength() == Feed.Strength.COMPLETE ? table.horizon() : table.stamp();
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<Long, Table.Event> entry :
                table.order().tailMap(scanFrom(at), false).entrySet()) {
            if (entry.getKey() > horizon) {
                break;
            }
            if (changes.size() == size(limit)) {
                Change last = changes.get(changes.size() - 1);
                return new ChangePage(changes, goOn(at, last), true, ChangePage.Kind.DELTA);
            }
            told(entry.getValue(), user).ifPresent(changes::add);
        }
        Position rest = new Position(Kind.FEED, at.epoch(), Math.max(at.stamp(), horizon), millis(), "");
        return new ChangePage(changes, rest.cursor(), false, ChangePage.Kind.DELTA);
    }

    private Cursor goOn(Position at, Change last) {
        long place = table.placeOf(last.id());
        return new Position(Kind.WINDOW, at.epoch(), place, at.millis(), "").cursor();
    }

    /** A windowed feed at rest looks back: by its overlap, from when the cursor was made. */
    private long scanFrom(Position at) {
        if (at.is(Kind.WINDOW) || guarantees.feed().strength() != Feed.Strength.WINDOWED) {
            return at.stamp();
        }
        long since = at.millis() - guarantees.feed().overlap().toMillis();
        return table.order().entrySet().stream()
                .filter(entry -> entry.getValue().at().toEpochMilli() >= since)
                .mapToLong(entry -> Math.min(entry.getKey() - 1, at.stamp()))
                .findFirst()
                .orElse(at.stamp());
    }

    private Optional<Change> told(Table.Event event, String user) {
        Row row = table.row(event.id());
        boolean concerned =
                event.strangers().contains(user) || (row != null && row.owner().equals(user));
        if (!concerned) {
            return Optional.empty();
        }
        Change change = table.change(event.id(), user);
        return change.match(
                upsert -> Optional.of(upsert),
                removal -> isTold(removal.reason()) ? Optional.of(removal) : Optional.empty());
    }

    private boolean isTold(Change.Reason reason) {
        Removals.Told told = guarantees.removals().told();
        return reason == Change.Reason.DELETED ? told != Removals.Told.NONE : told == Removals.Told.DELETES_AND_EXITS;
    }

    private List<Row> after(String id, String user) {
        return table.rows().tailMap(id, false).values().stream()
                .filter(row -> row.livesFor(user))
                .toList();
    }

    private List<Row> fromCount(int count, String user) {
        List<Row> all = after("", user);
        return all.subList(Math.min(count, all.size()), all.size());
    }

    private int size(int limit) {
        return Math.min(limit, guarantees.largestPage());
    }

    private long millis() {
        return table.clock().millis();
    }
}
