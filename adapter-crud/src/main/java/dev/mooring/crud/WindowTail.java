package dev.mooring.crud;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Misconfigured;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was updated since a time. Each pull begins the overlap before the highest stamp that was known at the first page of the
 * last pull, and reads on from row to row until nothing is left. A page is one moment, a pull is not: what was invisible when its
 * place was passed may be older than the overlap by the pull's end. Window and place within a pull are kept apart: stepping
 * back from the place would drift. Safe for several threads.
 */
final class WindowTail implements CrudFeed.Tail {

    private static final String REST = "since";
    private static final String SCAN = "scan";

    private final CrudFunctions.ListSince function;
    private final Calls calls;
    private final RowReader reader;
    private final CursorText cursors;
    private final Duration overlap;
    private final Clock clock;
    private final int largestPage;

    WindowTail(
            CrudFunctions.ListSince function,
            Calls calls,
            RowReader reader,
            CursorText cursors,
            Duration overlap,
            Clock clock,
            int largestPage) {
        this.function = function;
        this.calls = calls;
        this.reader = reader;
        this.cursors = cursors;
        this.overlap = overlap;
        this.clock = clock;
        this.largestPage = largestPage;
    }

    @Override
    public String ask() {
        return "";
    }

    /** The first part was read before any change that the snapshot may miss, so its highest stamp is early enough. */
    @Override
    public String position(String asked, List<Row> first) {
        return highest(Instant.EPOCH, first).toString();
    }

    @Override
    public Cursor after(String position) {
        return cursors.write(REST, position, position);
    }

    @Override
    public Optional<ChangePage> page(Cursor since, int limit) {
        try {
            Optional<Place> resting = cursors.read(since, REST, 2).map(this::fresh);
            Optional<Place> place =
                    resting.or(() -> cursors.read(since, SCAN, 4).map(WindowTail::running));
            return place.map(from -> page(from, Math.min(limit, largestPage)));
        } catch (DateTimeException foreign) {
            return Optional.empty();
        }
    }

    /**
     * A place within a pull.
     *
     * @param high the highest stamp that was known at the first page of this pull
     * @param from the stamp and the id of the last row that is known; no id at the first page
     * @param seen the highest stamp so far, this pull included
     */
    private record Place(Instant high, Since from, Instant seen) {

        Instant highAfter(Instant page) {
            return from.afterId().isEmpty() ? page : high;
        }
    }

    private Place fresh(List<String> parts) {
        Instant high = Instant.parse(parts.get(0));
        Instant stamp = high.minus(overlap);
        Since from = new Since(stamp.isBefore(Instant.EPOCH) ? Instant.EPOCH : stamp, Optional.empty(), 1);
        return new Place(high, from, Instant.parse(parts.get(1)));
    }

    private static Place running(List<String> parts) {
        Since from = new Since(Instant.parse(parts.get(1)), Optional.of(parts.get(2)), 1);
        return new Place(Instant.parse(parts.get(0)), from, Instant.parse(parts.get(3)));
    }

    private ChangePage page(Place place, int limit) {
        Since asked = new Since(place.from().stamp(), place.from().afterId(), limit);
        List<Row> rows = reader.rows(calls.read("listSince", () -> function.rows(asked)), "listSince");
        checkOrder(rows);
        Instant seen = highest(place.seen(), rows);
        String high = place.highAfter(believable(seen)).toString();
        Optional<Row> last = last(rows).filter(row -> isBeyond(row, asked));
        checkTies(rows, asked);
        List<Change> changes = rows.stream().map(Row::change).toList();
        Cursor next = last.map(row ->
                        cursors.write(SCAN, high, stamp(row).orElseThrow().toString(), row.id(), seen.toString()))
                .orElseGet(() -> cursors.write(REST, high, believable(seen).toString()));
        return new ChangePage(changes, next, last.isPresent(), ChangePage.Kind.DELTA);
    }

    /** A stamp from the future would hide what comes before it; a clock that is behind only repeats rows. */
    private Instant believable(Instant seen) {
        Instant now = clock.instant();
        return seen.isAfter(now) ? now : seen;
    }

    private static Optional<Row> last(List<Row> rows) {
        return rows.stream().filter(row -> stamp(row).isPresent()).reduce((one, later) -> later);
    }

    private static boolean isBeyond(Row row, Since asked) {
        Instant stamp = stamp(row).orElseThrow();
        return stamp.isAfter(asked.stamp())
                || (stamp.equals(asked.stamp()) && !asked.afterId().equals(Optional.of(row.id())));
    }

    /** A function that does not know afterId would for ever show the first rows of one stamp, and never the rest. */
    private static void checkTies(List<Row> rows, Since asked) {
        boolean repeats = asked.afterId().isPresent()
                && rows.stream()
                        .anyMatch(row -> asked.afterId().get().equals(row.id())
                                && stamp(row).equals(Optional.of(asked.stamp())));
        if (repeats && rows.size() == asked.limit()) {
            throw new Misconfigured(
                    "listSince cut its answer at the limit of " + asked.limit() + " rows and showed the row '"
                            + asked.afterId().get() + "' again: it must honour afterId, or ignore the limit");
        }
    }

    private static void checkOrder(List<Row> rows) {
        Instant before = Instant.MIN;
        for (Row row : rows) {
            Instant stamp = stamp(row).orElse(before);
            if (stamp.isBefore(before)) {
                throw new Misconfigured("listSince must answer in the order of (updated, id): '" + row.id() + "' of "
                        + stamp + " came after " + before);
            }
            before = stamp;
        }
    }

    private static Instant highest(Instant start, List<Row> rows) {
        return rows.stream().flatMap(row -> stamp(row).stream()).reduce(start, (a, b) -> b.isAfter(a) ? b : a);
    }

    private static Optional<Instant> stamp(Row row) {
        return row.document().modifiedAt();
    }
}
