package dev.mooring.support.cursor;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link SyncAdapter#changesSince} for backends with a listing and a feed: first the whole listing, as a snapshot, then the feed from a
 * position taken before the listing began (FEED-5). Rows that the feed cannot show, for instance without a stamp, come with the
 * listing. A cursor that is not from here, or whose position is no longer known, starts over. Immutable.
 */
public final class ScanThenTail {

    private static final String LIST = "list";
    private static final String TAIL = "tail";

    private final CursorCodec scans;
    private final CursorCodec tails;

    private ScanThenTail(CursorCodec scans, CursorCodec tails) {
        this.scans = scans;
        this.tails = tails;
    }

    /**
     * Reads and writes the cursors of one adapter.
     *
     * @param type tells them from those of other adapters
     * @param version of what its listing's and its feed's positions mean
     */
    public static ScanThenTail of(String type, int version) {
        return new ScanThenTail(
                CursorCodec.of(type + "-scan", version, LIST, TAIL), CursorCodec.of(type + "-tail", version, TAIL));
    }

    /** One page: of the snapshot, or of the feed. */
    public ChangePage page(SyncAdapter adapter, Tail tail, Cursor since, int limit) {
        Optional<Map<String, String>> scan = scans.parts(since);
        if (scan.isPresent()) {
            Cursor from = new Cursor(part(scan.get(), LIST));
            return listed(adapter.list(from, limit), part(scan.get(), TAIL), ChangePage.Kind.SNAPSHOT);
        }
        return tails.parts(since)
                .flatMap(parts -> tail.since(part(parts, TAIL), limit))
                .map(this::told)
                .orElseGet(() -> begun(adapter, tail, limit));
    }

    private ChangePage begun(SyncAdapter adapter, Tail tail, int limit) {
        String position = tail.now();
        return listed(adapter.list(Cursor.START, limit), position, ChangePage.Kind.SNAPSHOT_START);
    }

    private ChangePage listed(Page page, String position, ChangePage.Kind kind) {
        List<Change> changes = page.documents().stream().<Change>map(Change::of).toList();
        Cursor next = page.more()
                ? scans.cursor(Map.of(LIST, page.next().token(), TAIL, position))
                : tails.cursor(Map.of(TAIL, position));
        return new ChangePage(changes, next, page.more(), kind);
    }

    private ChangePage told(Tail.Part part) {
        return new ChangePage(
                part.changes(), tails.cursor(Map.of(TAIL, part.next())), part.more(), ChangePage.Kind.DELTA);
    }

    private static String part(Map<String, String> parts, String name) {
        return parts.getOrDefault(name, "");
    }
}
