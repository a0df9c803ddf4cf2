package dev.mooring.support.cursor;

import dev.mooring.sync.Cursor;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table by stamp and id so that nothing is lost to equal stamps, page borders or commits that become visible late, as long as
 * that is not later than the overlap: each run of pages begins an overlap before what the last one had surely passed, and leaves out
 * what was delivered already.
 *
 * <p>Pages are asked for by {@link Run#after()}: rows whose (stamp, id) is greater, in that order. Stamps are the server's texts, and
 * are parsed only to step back. How many rows are remembered is bounded; beyond that some are delivered again, which is allowed
 * (FEED-7), and none is lost. Immutable; safe for several threads.
 */
public final class OverlapWindow {

    private static final CursorCodec CODEC = CursorCodec.of("window", 1, "newest", "floor", "stamp", "id", "marks");

    private final Duration overlap;
    private final int remembered;
    private final Function<String, Instant> reader;
    private final Function<Instant, String> writer;

    private OverlapWindow(
            Duration overlap, int remembered, Function<String, Instant> reader, Function<Instant, String> writer) {
        this.overlap = overlap;
        this.remembered = remembered;
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * For stamps in ISO 8601 with an offset.
     *
     * @param overlap how late a row may become visible
     * @param remembered how many rows of an overlap are remembered at most; each takes 20 characters of the cursor
     */
    public static OverlapWindow ofIso(Duration overlap, int remembered) {
        return of(overlap, remembered, stamp -> OffsetDateTime.parse(stamp).toInstant(), Instant::toString);
    }

    /**
     * For stamps in another form.
     *
     * @param overlap how late a row may become visible
     * @param remembered how many rows of an overlap are remembered at most
     * @param reader throws {@link DateTimeException} or {@link NumberFormatException} for what is no time
     * @param writer writes a time so that the server compares it with its stamps
     */
    public static OverlapWindow of(
            Duration overlap, int remembered, Function<String, Instant> reader, Function<Instant, String> writer) {
        return new OverlapWindow(overlap, remembered, reader, writer);
    }

    /** The position of a reader who has seen everything up to that stamp that was visible then. */
    public String startingAt(String stamp) {
        return position(stamp, stamp, null, Map.of());
    }

    /** Goes on from a position; empty where it is not from here. */
    public Optional<Run> open(String position) {
        return CODEC.parts(new Cursor(position)).map(parts -> new Run(this, parts));
    }

    private String position(String newest, String floor, @Nullable Stamped at, Map<String, Long> marks) {
        long oldest = windowStart(floor).map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
        return CODEC.cursor(Map.of(
                        "newest",
                        newest,
                        "floor",
                        floor,
                        "stamp",
                        at == null ? "" : at.stamp(),
                        "id",
                        at == null ? "" : at.id(),
                        "marks",
                        Marks.write(Marks.newest(marks, oldest, remembered))))
                .token();
    }

    private Optional<Instant> time(String stamp) {
        try {
            return Optional.of(reader.apply(stamp));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<Instant> windowStart(String floor) {
        return time(floor).map(time -> time.minus(overlap));
    }

    /** A stamp that is no time, such as PostgreSQL's {@code infinity}, is never the later one: nothing would come behind it. */
    private String later(String one, String other) {
        Optional<Instant> first = time(one);
        Optional<Instant> second = time(other);
        return second.isPresent() && (first.isEmpty() || second.get().isAfter(first.get())) ? other : one;
    }

    /** A stamp, or that time where the stamp is later. */
    public String notAfter(String stamp, Instant now) {
        return time(stamp).filter(now::isBefore).isPresent() ? writer.apply(now) : stamp;
    }

    /** The part of the table that is read from one position. Immutable. */
    public static final class Run {

        private final OverlapWindow window;
        private final String newest;
        private final String floor;
        private final String stamp;
        private final String id;
        private final Map<String, Long> marks;

        private Run(OverlapWindow window, Map<String, String> parts) {
            this.window = window;
            newest = parts.getOrDefault("newest", "");
            floor = parts.getOrDefault("floor", "");
            stamp = parts.getOrDefault("stamp", "");
            id = parts.getOrDefault("id", "");
            marks = Marks.read(parts.getOrDefault("marks", ""));
        }

        /**
         * What the page has to come behind: the last row, or at the beginning of a run a stamp with an empty id, which stands before every
         * row of that stamp.
         */
        public Stamped after() {
            String begin = window.windowStart(floor).map(window.writer).orElse(floor);
            return begins() ? new Stamped(begin, "", "") : new Stamped(stamp, id, "");
        }

        /** The rows of a page that were not delivered yet, in their order. */
        public List<Stamped> unseen(List<Stamped> rows) {
            return rows.stream()
                    .filter(row -> !marks.containsKey(Marks.of(row)))
                    .toList();
        }

        /**
         * The position behind a page.
         *
         * @param rows all rows of the page in the server's order, delivered before or not
         * @param more whether the run goes on; a short page does not end it
         */
        public String next(List<Stamped> rows, boolean more) {
            return next(rows, more, Instant.MAX);
        }

        /**
         * The position behind a page whose stamps may run ahead of the server's time: clients that stamp by their own clocks must not move
         * the window past what the server stamps after them.
         *
         * @param now the server's time when it answered, or before
         */
        public String next(List<Stamped> rows, boolean more, Instant now) {
            String last = newest;
            Map<String, Long> known = new LinkedHashMap<>(marks);
            for (Stamped row : rows) {
                last = window.later(last, window.notAfter(row.stamp(), now));
                known.put(
                        Marks.of(row),
                        window.time(row.stamp()).map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
            }
            // a page is one moment, a run is not: what it passed after its first page may have been invisible then and
            // be old by its end
            String safe = begins() ? last : floor;
            Stamped at = more && !rows.isEmpty() ? rows.get(rows.size() - 1) : null;
            return window.position(last, safe, at, known);
        }

        private boolean begins() {
            return stamp.isEmpty();
        }
    }
}
