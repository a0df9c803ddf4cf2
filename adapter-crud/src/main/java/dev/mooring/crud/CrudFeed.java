package dev.mooring.crud;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import java.util.List;
import java.util.Optional;

/** The change feed: a snapshot made of the listing, then what its tail brings. Safe for several threads. */
final class CrudFeed {

    private static final String SNAPSHOT = "snapshot";

    private final Lister lister;
    private final Tail tail;
    private final CursorText cursors;

    CrudFeed(Lister lister, Tail tail, CursorText cursors) {
        this.lister = lister;
        this.tail = tail;
        this.cursors = cursors;
    }

    /** What follows a snapshot. */
    interface Tail {

        /** What can be asked before a snapshot begins; empty text = nothing. */
        String ask();

        /** A position from before the snapshot, as far back as needed: from what was asked, and from its first part. */
        String position(String asked, List<Row> first);

        /** Where the feed goes on after a snapshot that began at a position. */
        Cursor after(String position);

        /** A part of the tail; empty = the cursor is not of this tail, or has expired. */
        Optional<ChangePage> page(Cursor since, int limit);
    }

    ChangePage page(Cursor since, int limit) {
        Optional<List<String>> within = cursors.read(since, SNAPSHOT, 2);
        if (within.isPresent()) {
            String position = within.get().get(0);
            Lister.Part part = lister.part(new Cursor(within.get().get(1)), limit);
            return snapshot(part, position, ChangePage.Kind.SNAPSHOT);
        }
        return tail.page(since, limit).orElseGet(() -> begin(limit));
    }

    private ChangePage begin(int limit) {
        String asked = tail.ask();
        Lister.Part part = lister.part(Cursor.START, limit);
        return snapshot(part, tail.position(asked, part.rows()), ChangePage.Kind.SNAPSHOT_START);
    }

    private ChangePage snapshot(Lister.Part part, String position, ChangePage.Kind kind) {
        List<Change> changes = part.rows().stream()
                .filter(row -> !row.deleted())
                .map(Row::change)
                .toList();
        Cursor next = part.next()
                .map(list -> cursors.write(SNAPSHOT, position, list.token()))
                .orElseGet(() -> tail.after(position));
        return new ChangePage(changes, next, part.next().isPresent(), kind);
    }
}
