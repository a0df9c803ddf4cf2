package dev.mooring.firebase.realtime;

import dev.mooring.support.cursor.OverlapWindow;
import dev.mooring.support.cursor.ScanThenTail;
import dev.mooring.support.cursor.Stamped;
import dev.mooring.support.cursor.Tail;
import dev.mooring.support.http.Address;
import dev.mooring.support.json.Json;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.SyncAdapter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The feed by the time of change: the listing first, then what changed later, read again for the overlap. The server can begin at a time
 * but not at a record, so a page has all records of a time or none: where a full page ends within a time, that time is left to the
 * next page, and a time that fills a page by itself is read whole. Immutable; safe for several threads.
 */
final class RealtimeFeed implements Tail {

    private static final ScanThenTail CURSORS = ScanThenTail.of("firebase-realtime", 1);
    private static final int REMEMBERED = 500;
    /** Texts and objects come behind every number. */
    private static final String LAST = Long.toString((1L << 53) - 1);

    private static final Instant NEVER = Instant.ofEpochMilli((1L << 53) - 1);
    /** The clocks of the server that answers and of the one that keeps the data differ a little. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private static final Comparator<Stamped> ORDER =
            Comparator.comparing((Stamped row) -> new BigDecimal(row.stamp())).thenComparing(Stamped::id);

    private final Rest rest;
    private final Layout layout;
    private final OverlapWindow window;

    RealtimeFeed(Rest rest, Layout layout) {
        this.rest = rest;
        this.layout = layout;
        this.window = OverlapWindow.of(
                layout.collection().overlap(),
                REMEMBERED,
                stamp -> Instant.ofEpochMilli(new BigDecimal(stamp).longValue()),
                time -> Long.toString(Math.max(time.toEpochMilli(), 0)));
    }

    ChangePage page(SyncAdapter adapter, Cursor since, int limit) {
        return CURSORS.page(adapter, this, since, limit);
    }

    @Override
    public String now() {
        return window.startingAt(newest());
    }

    /** The newest time of change that is no time of the future; empty where there is none. */
    String newest() {
        Page newest = page(byTime().query("limitToLast", "1"));
        if (newest.future()) {
            String until = Long.toString(newest.until().toEpochMilli());
            newest = page(byTime("endAt", until).query("limitToLast", "1"));
        }
        Instant now = newest.now();
        return newest.rows().keySet().stream()
                .findFirst()
                .map(row -> window.notAfter(row.stamp(), now))
                .orElse("");
    }

    @Override
    public Optional<Part> since(String position, int limit) {
        return window.open(position).map(run -> read(run, limit));
    }

    private Part read(OverlapWindow.Run run, int limit) {
        Stamped after = run.after();
        String begin = after.stamp().isEmpty() ? "0" : after.stamp();
        int asked = Math.min(limit, layout.collection().pageSize()) + 1;
        Page page = page(byTime().query(after.id().isEmpty() ? "startAt" : "startAfter", begin)
                .query("limitToFirst", Integer.toString(asked)));
        Map<Stamped, Change> rows = page.rows();
        // what comes behind a time of the future is of the future too
        boolean more = rows.size() == asked;
        if (more) {
            complete(rows);
        }
        List<Stamped> order = List.copyOf(rows.keySet());
        List<Change> changes = new ArrayList<>();
        run.unseen(order).forEach(row -> Optional.ofNullable(rows.get(row)).ifPresent(changes::add));
        return new Part(changes, run.next(order, more, page.now()), more);
    }

    /** Leaves out the last time of a full page, or adds the rest of it where there is no other. */
    private void complete(Map<Stamped, Change> rows) {
        List<Stamped> order = List.copyOf(rows.keySet());
        String last = order.get(order.size() - 1).stamp();
        if (order.get(0).stamp().equals(last)) {
            rows.putAll(page(byTime("equalTo", last)).rows());
        } else {
            rows.keySet().removeIf(row -> row.stamp().equals(last));
        }
    }

    /**
     * What was answered.
     *
     * @param rows in the order of time and key, which the answer, being an object, does not keep
     * @param future whether rows were left out, since one of them would move the feed past everything that is stamped right
     * @param now the server's time, to a second
     */
    private record Page(Map<Stamped, Change> rows, boolean future, Instant now) {

        /** Which time is not of the future. */
        Instant until() {
            return now.equals(NEVER) ? NEVER : now.plus(TOLERANCE);
        }
    }

    private Page page(Address query) {
        Rest.Children answer = rest.children(query, "reading what changed in " + rest.name());
        Map<Stamped, Change> rows = new TreeMap<>(ORDER);
        Page page = new Page(rows, false, answer.answered().orElse(NEVER));
        BigDecimal last = BigDecimal.valueOf(page.until().toEpochMilli());
        boolean future = false;
        for (Map.Entry<String, Map<String, @Nullable Object>> child :
                answer.records().entrySet()) {
            String stamp = layout.stamp(child.getValue()).orElse("");
            boolean past = !stamp.isEmpty() && new BigDecimal(stamp).compareTo(last) <= 0;
            future |= !stamp.isEmpty() && !past;
            if (past) {
                rows.put(row(child.getKey(), stamp, child.getValue()), change(child.getKey(), child.getValue()));
            }
        }
        return new Page(rows, future, page.now());
    }

    private Stamped row(String key, String stamp, Map<String, @Nullable Object> stored) {
        return new Stamped(stamp, key, layout.version(stored).token());
    }

    private Change change(String key, Map<String, @Nullable Object> stored) {
        return layout.change(RealtimeListing.id(rest, key), stored);
    }

    private Address byTime() {
        return byTime("endAt", LAST);
    }

    private Address byTime(String bound, String value) {
        return rest.collection()
                .query("orderBy", Json.standard().text(layout.collection().updatedAt()))
                .query(bound, value);
    }
}
