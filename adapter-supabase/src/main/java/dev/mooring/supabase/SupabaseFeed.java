package dev.mooring.supabase;

import dev.mooring.support.cursor.OverlapWindow;
import dev.mooring.support.cursor.ScanThenTail;
import dev.mooring.support.cursor.Stamped;
import dev.mooring.support.cursor.Tail;
import dev.mooring.support.http.Address;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.SyncAdapter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The feed by an updated-at column: the listing first, then what is stamped later, read again for the overlap before the newest stamp, since
 * a transaction that began early may become visible late. Stamps in the future are left out until their time has come, or one of them
 * would move the window past everything that is stamped right. Safe for several threads.
 */
final class SupabaseFeed implements Tail {

    private static final ScanThenTail CURSORS = ScanThenTail.of("supabase", 1);
    private static final int REMEMBERED = 500;
    /** PostgreSQL reads it as the time at which the request's transaction began. */
    private static final String UNTIL_NOW = "lte.now";

    private final Rest rest;
    private final Rows rows;
    private final OverlapWindow window;
    private final String column;
    private final PageSize pages;

    SupabaseFeed(Rest rest) {
        this.rest = rest;
        this.rows = rest.rows();
        this.column = rest.table().updated();
        this.pages = new PageSize(rest.table().pageSize());
        this.window = OverlapWindow.of(rest.table().overlap(), REMEMBERED, Stamps::moment, Stamps::text);
    }

    ChangePage page(SyncAdapter adapter, Cursor since, int limit) {
        return CURSORS.page(adapter, this, since, limit);
    }

    /** The newest stamp there is; with none the feed begins at its beginning. */
    @Override
    public String now() {
        String name = Filters.name(column);
        Address newest = rest.filtered()
                .query("select", name)
                .query(name, UNTIL_NOW)
                .query("order", name + ".desc")
                .query("limit", "1");
        List<Map<String, @Nullable Object>> found =
                rest.values(newest, "reading the newest stamp of " + rest.collection());
        return window.startingAt(found.isEmpty() ? "" : stamp(found.get(0)));
    }

    @Override
    public Optional<Part> since(String position, int limit) {
        return window.open(position).map(run -> read(run, limit));
    }

    private Part read(OverlapWindow.Run run, int limit) {
        Stamped after = run.after();
        Map<Stamped, Map<String, @Nullable Object>> found = new LinkedHashMap<>();
        List<Map<String, @Nullable Object>> page = pages.read(
                limit, size -> rest.records(behind(after, size), "reading what changed in " + rest.collection()));
        for (Map<String, @Nullable Object> row : page) {
            found.put(stamped(row), row);
        }
        List<Stamped> order = List.copyOf(found.keySet());
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<Stamped, Map<String, @Nullable Object>> each : found.entrySet()) {
            if (!run.unseen(List.of(each.getKey())).isEmpty()) {
                changes.add(rows.change(each.getValue()));
            }
        }
        return new Part(changes, run.next(order, !order.isEmpty()), !order.isEmpty());
    }

    /** The plain lower bound beside the tree is for the database: only so it uses an index. */
    private Address behind(Stamped after, int limit) {
        String name = Filters.name(column);
        Address page = rest.selecting(rest.filtered())
                .query(name, UNTIL_NOW)
                .query("order", name + ".asc," + Filters.name(rest.table().id()) + ".asc")
                .query("limit", Integer.toString(limit));
        if (!after.stamp().isEmpty()) {
            page = page.query(name, "gte." + after.stamp());
        }
        return after.id().isEmpty()
                ? page
                : page.query(
                        "or", Filters.behind(column, after.stamp(), rest.table().id(), after.id()));
    }

    private Stamped stamped(Map<String, @Nullable Object> row) {
        String version = rows.version(row).map(known -> known.token()).orElse("");
        return new Stamped(stamp(row), rows.id(row), version);
    }

    private String stamp(Map<String, @Nullable Object> row) {
        return row.get(column) instanceof String stamp ? stamp : "";
    }
}
