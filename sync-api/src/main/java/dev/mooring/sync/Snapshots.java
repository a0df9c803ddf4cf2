package dev.mooring.sync;

import java.util.List;

/** {@link SyncAdapter#changesSince} for backends without a feed: every pull is a snapshot made of the listing. */
public final class Snapshots {

    private static final String MARK = "list:";

    private Snapshots() {}

    /**
     * One page of a snapshot, read through {@link SyncAdapter#list}. After the last page the cursor is {@link Cursor#START}: the
     * next pull reads everything again. A cursor that is not from here starts over (FEED-13).
     *
     * @throws IllegalStateException when the listing says {@code more} without moving on, or by starting over (LIST-3): a walk would
     *     never end
     */
    public static ChangePage page(SyncAdapter adapter, Cursor since, int limit) {
        Tokens.limit(limit);
        boolean goesOn = since.token().startsWith(MARK);
        Cursor from = goesOn ? new Cursor(since.token().substring(MARK.length())) : Cursor.START;

        Page page = adapter.list(from, limit);
        if (page.more() && (page.next().equals(from) || page.next().isStart())) {
            throw new IllegalStateException(
                    "the listing has more, yet answers with the cursor it was asked with, or with that of the beginning");
        }

        List<Change> changes = page.documents().stream().<Change>map(Change::of).toList();
        Cursor next = page.more() ? new Cursor(MARK + page.next().token()) : Cursor.START;
        ChangePage.Kind kind = goesOn ? ChangePage.Kind.SNAPSHOT : ChangePage.Kind.SNAPSHOT_START;
        return new ChangePage(changes, next, page.more(), kind);
    }
}
