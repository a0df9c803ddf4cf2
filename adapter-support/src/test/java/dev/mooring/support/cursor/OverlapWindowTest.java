package dev.mooring.support.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OverlapWindowTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration OVERLAP = Duration.ofMillis(50);

    /** Random tables whose rows become visible up to the overlap late, read in small pages while they change. */
    @Test
    void nothingIsLostThatBecomesVisibleWithinTheOverlap() {
        long seed = System.nanoTime();
        Random seeds = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            long roundSeed = seeds.nextLong();
            LateTable table = new LateTable(new Random(roundSeed));
            Reader reader = new Reader(OverlapWindow.ofIso(OVERLAP, 1 + table.random.nextInt(40)), table);

            for (int step = 0; step < 60; step++) {
                table.goOn();
                if (table.random.nextInt(3) == 0) {
                    reader.page(1 + table.random.nextInt(4));
                }
            }
            table.settle();
            reader.run(3);
            reader.run(3);

            assertThat(reader.delivered).as("seed %s", roundSeed).isEqualTo(table.present());
        }
    }

    @Test
    void atRestNothingIsDeliveredAgain() {
        LateTable table = new LateTable(new Random(1));
        for (int i = 0; i < 30; i++) {
            table.goOn();
        }
        table.settle();
        Reader reader = new Reader(OverlapWindow.ofIso(OVERLAP, 1_000), table);
        reader.run(3);
        reader.run(3);
        reader.count = 0;

        reader.run(3);
        String resting = reader.position;
        reader.run(3);

        assertThat(reader.count).isZero();
        assertThat(reader.position).isEqualTo(resting);
    }

    @Test
    void whatIsRememberedIsBounded() {
        LateTable table = new LateTable(new Random(2));
        Reader reader = new Reader(OverlapWindow.ofIso(Duration.ofDays(1), 10), table);
        for (int i = 0; i < 2_000; i++) {
            table.goOn();
        }
        table.settle();

        reader.run(100);

        assertThat(reader.longest).isLessThan(600);
    }

    @Test
    void positionsKeepEveryDigitOfAStamp() {
        OverlapWindow window = OverlapWindow.ofIso(OVERLAP, 10);
        Stamped row = new Stamped("2026-01-01T01:00:00.123456+01:00", "a", "1");

        String next = window.open(window.startingAt("2026-01-01T00:00:00Z"))
                .orElseThrow()
                .next(List.of(row), true);

        assertThat(window.open(next).orElseThrow().after().stamp()).isEqualTo(row.stamp());
        assertThat(window.open(next).orElseThrow().after().id()).isEqualTo("a");
    }

    @Test
    void aRunBeginsAnOverlapBeforeTheNewestRowAndDoesNotDrift() {
        OverlapWindow window = OverlapWindow.ofIso(OVERLAP, 10);
        String position = window.startingAt("2026-01-01T00:00:00.100Z");
        for (int i = 0; i < 5; i++) {
            assertThat(window.open(position).orElseThrow().after())
                    .isEqualTo(new Stamped("2026-01-01T00:00:00.050Z", "", ""));
            position = window.open(position).orElseThrow().next(List.of(), false);
        }
    }

    /** Clients that stamp by their own clocks: what the server stamps next comes before such a row and has to be seen. */
    @Test
    void aStampAheadOfTheServersTimeDoesNotMoveTheWindowPastIt() {
        OverlapWindow window = OverlapWindow.ofIso(OVERLAP, 10);
        Stamped ahead = new Stamped("2026-01-01T00:00:05Z", "a", "1");
        Instant now = Instant.parse("2026-01-01T00:00:00.100Z");

        OverlapWindow.Run begun = window.open(window.startingAt(window.notAfter(ahead.stamp(), now)))
                .orElseThrow();
        OverlapWindow.Run later = window.open(begun.next(List.of(ahead), false, now.plusMillis(100)))
                .orElseThrow();

        assertThat(begun.after().stamp()).isEqualTo("2026-01-01T00:00:00.050Z");
        assertThat(later.after().stamp()).isEqualTo("2026-01-01T00:00:00.150Z");
        assertThat(later.unseen(List.of(ahead))).isEmpty();
    }

    @Test
    void aStampThatIsNoTimeIsReadAndNeverTheNewest() {
        OverlapWindow window = OverlapWindow.ofIso(OVERLAP, 10);
        Stamped last = new Stamped("infinity", "a", "1");
        String position = window.startingAt("2026-01-01T00:00:00.100Z");

        String next = window.open(position).orElseThrow().next(List.of(last), false);

        assertThat(window.open(next).orElseThrow().after().stamp()).isEqualTo("2026-01-01T00:00:00.050Z");
        assertThat(window.open(next).orElseThrow().unseen(List.of(last))).isEmpty();
        assertThat(window.open("foreign")).isEmpty();
    }

    /** Reads until a page is short of the server's rows, as an adapter does. */
    private static final class Reader {

        private final OverlapWindow window;
        private final LateTable table;
        private final Map<String, String> delivered = new HashMap<>();
        private String position;
        private int count;
        private int longest;

        Reader(OverlapWindow window, LateTable table) {
            this.window = window;
            this.table = table;
            this.position = window.startingAt(BEGIN.toString());
        }

        boolean page(int limit) {
            OverlapWindow.Run run = window.open(position).orElseThrow();
            List<Stamped> rows = table.after(run.after(), limit);
            for (Stamped row : run.unseen(rows)) {
                delivered.put(row.id(), row.version());
                count++;
            }
            position = run.next(rows, !rows.isEmpty());
            longest = Math.max(longest, position.length());
            return !rows.isEmpty();
        }

        void run(int limit) {
            boolean more = true;
            while (more) {
                more = page(limit);
            }
        }
    }

    /** A table on a server whose writers stamp their rows first and commit them later. */
    private static final class LateTable {

        private final Random random;
        private final Map<String, Stamped> visible = new HashMap<>();
        private final List<Pending> pending = new ArrayList<>();
        private long now;
        private int writes;

        LateTable(Random random) {
            this.random = random;
        }

        void goOn() {
            now += random.nextInt(12);
            String stamp = BEGIN.plusMillis(now).toString();
            for (int i = random.nextInt(3); i > 0; i--) {
                String id = "r" + random.nextInt(30);
                if (pending.stream().noneMatch(late -> late.row.id().equals(id))) {
                    long at = now + random.nextInt((int) OVERLAP.toMillis());
                    pending.add(new Pending(at, new Stamped(stamp, id, "v" + ++writes)));
                }
            }
            commit();
        }

        void settle() {
            now += OVERLAP.toMillis();
            commit();
        }

        private void commit() {
            pending.removeIf(late -> {
                if (late.at <= now) {
                    visible.put(late.row.id(), late.row);
                }
                return late.at <= now;
            });
        }

        List<Stamped> after(Stamped from, int limit) {
            Comparator<Stamped> order = Comparator.comparing((Stamped row) -> Instant.parse(row.stamp()))
                    .thenComparing(Stamped::id);
            return visible.values().stream()
                    .filter(row -> order.compare(row, from) > 0)
                    .sorted(order)
                    .limit(limit)
                    .toList();
        }

        Map<String, String> present() {
            Map<String, String> versions = new HashMap<>();
            visible.values().forEach(row -> versions.put(row.id(), row.version()));
            return versions;
        }

        private record Pending(long at, Stamped row) {}
    }
}
