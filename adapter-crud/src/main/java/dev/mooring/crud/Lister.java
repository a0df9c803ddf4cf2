package dev.mooring.crud;

import dev.mooring.sync.Cursor;
import dev.mooring.sync.Misconfigured;
import java.util.List;
import java.util.Optional;

/** Reads the listing, by either of its functions. Safe for several threads. */
final class Lister {

    private static final String KIND = "list";

    private final CrudFunctions.ListPages pages;
    private final Calls calls;
    private final RowReader reader;
    private final CursorText cursors;
    private final int largestPage;

    Lister(CrudFunctions.ListPages pages, Calls calls, RowReader reader, CursorText cursors, int largestPage) {
        this.pages = pages;
        this.calls = calls;
        this.reader = reader;
        this.cursors = cursors;
        this.largestPage = largestPage;
    }

    /**
     * A part of the listing.
     *
     * @param rows its rows, deleted ones among them
     * @param next where it goes on; empty = nowhere
     */
    record Part(List<Row> rows, Optional<Cursor> next) {}

    /** One part. */
    Part part(Cursor from, int limit) {
        Optional<String> cursor = cursors.read(from, KIND, 1).map(parts -> parts.get(0));
        Rows answered = calls.read("list", () -> pages.page(cursor, Math.min(limit, largestPage)));
        if (answered == null || answered.next() == null) {
            throw new Misconfigured("list answered null instead of rows");
        }
        if (answered.next().isPresent() && answered.next().equals(cursor)) {
            throw new Misconfigured(
                    "list was asked for what follows '" + cursor.get() + "' and names the same cursor as next");
        }
        return new Part(reader.rows(answered.rows(), "list"), answered.next().map(next -> cursors.write(KIND, next)));
    }

    /** One row, found by walking through the listing. */
    Optional<Row> find(String id) {
        Cursor from = Cursor.START;
        while (true) {
            Part part = part(from, largestPage);
            Optional<Row> found =
                    part.rows().stream().filter(row -> row.id().equals(id)).findFirst();
            if (found.isPresent() || part.next().isEmpty()) {
                return found;
            }
            from = part.next().get();
        }
    }
}
