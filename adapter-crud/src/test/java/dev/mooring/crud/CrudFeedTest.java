package dev.mooring.crud;

import static dev.mooring.crud.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Removals;
import dev.mooring.sync.SyncAdapter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrudFeedTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private final RowTable table = new RowTable();
    private final TableView functions = table.view();
    private final List<Since> asked = new ArrayList<>();

    private CrudBuilder windowed(CrudFunctions.ListSince since) {
        return CrudAdapter.builder("things")
                .list(functions::all)
                .listSince(OVERLAP, asking -> {
                    asked.add(asking);
                    return since.rows(asking);
                })
                .version("version")
                .updated("updated_at")
                .deletedFlag("deleted")
                .clock(Clock.fixed(NOON.plusSeconds(3_600), ZoneOffset.UTC));
    }

    private void at(Instant stamp, String id, @Nullable Object... namesAndValues) {
        table.put(id, RowTable.USER, row(namesAndValues), stamp);
    }

    /** Reads to the end; the ids that came, those that are gone in brackets. */
    private static ChangePage drain(SyncAdapter adapter, Cursor from, int limit, Set<String> ids) {
        ChangePage page = adapter.changesSince(from, limit);
        for (int pages = 0; ; pages++) {
            page.changes()
                    .forEach(change -> ids.add(change.present().isPresent() ? change.id() : "(" + change.id() + ")"));
            if (!page.more()) {
                return page;
            }
            assertThat(pages).isLessThan(100);
            page = adapter.changesSince(page.next(), limit);
        }
    }

    private static Set<String> ids(SyncAdapter adapter, Cursor from, int limit) {
        Set<String> ids = new LinkedHashSet<>();
        drain(adapter, from, limit, ids);
        return ids;
    }

    @Test
    @DisplayName("E26 a deleted row is a removal in the feed, and nothing at all in the first load")
    void deletedRowsAreRemovals() {
        at(NOON, "a");
        at(NOON, "b", "deleted", true);
        try (SyncAdapter adapter = windowed(functions::since).build()) {
            Set<String> first = new LinkedHashSet<>();
            Cursor then = drain(adapter, Cursor.START, 10, first).next();
            at(NOON.plusSeconds(1), "a", "deleted", true);

            assertThat(first).containsExactly("a");
            assertThat(ids(adapter, then, 10)).contains("(a)");
        }
    }

    @Test
    @DisplayName("E28 a pull begins the overlap before the highest stamp, poll after poll, and does not drift")
    void windowDoesNotDrift() {
        at(NOON, "a");
        try (SyncAdapter adapter = windowed(functions::since).build()) {
            Cursor next = adapter.changesSince(Cursor.START, 10).next();
            for (int polls = 0; polls < 3; polls++) {
                next = drain(adapter, next, 10, new LinkedHashSet<>()).next();
            }
        }
        assertThat(asked)
                .filteredOn(since -> since.afterId().isEmpty())
                .extracting(Since::stamp)
                .containsOnly(NOON.minus(OVERLAP))
                .hasSize(3);
    }

    @Test
    @DisplayName("E28 a change that commits late, within the overlap, arrives")
    void lateCommitArrives() {
        at(NOON, "a");
        try (SyncAdapter adapter = windowed(functions::since).build()) {
            Cursor then = adapter.changesSince(Cursor.START, 10).next();
            at(NOON.plusSeconds(9), "b");
            Cursor later = drain(adapter, then, 10, new LinkedHashSet<>()).next();
            at(NOON, "late");

            assertThat(ids(adapter, later, 10)).contains("late");
        }
    }

    /** The window was measured from the end of a pull: a long one left late commits behind. */
    @Test
    @DisplayName("E28 a change that commits late while a pull is on its way arrives, however long the pull takes")
    void lateCommitDuringALongPullArrives() {
        at(NOON, "a");
        try (SyncAdapter adapter = windowed(functions::since).build()) {
            Cursor then = adapter.changesSince(Cursor.START, 10).next();
            at(NOON.plusSeconds(2), "b");
            ChangePage first = adapter.changesSince(then, 2);
            at(NOON.plusSeconds(1), "late");
            at(NOON.plusSeconds(600), "c");
            Cursor later =
                    drain(adapter, first.next(), 2, new LinkedHashSet<>()).next();

            assertThat(first.more()).isTrue();
            assertThat(ids(adapter, later, 2)).contains("late");
        }
    }

    @Test
    @DisplayName("E28 a stamp from the future hides nothing that comes before it")
    void futureStampHidesNothing() {
        at(Instant.parse("9999-01-01T00:00:00Z"), "future");
        try (SyncAdapter adapter = windowed(functions::since).build()) {
            Cursor then = adapter.changesSince(Cursor.START, 10).next();
            Cursor later = drain(adapter, then, 10, new LinkedHashSet<>()).next();
            at(NOON.plusSeconds(3_600), "now");

            assertThat(ids(adapter, later, 10)).contains("now");
        }
    }

    @Test
    @DisplayName("E28 a snapshot of pages goes on from before its first page: nothing changed meanwhile is missed")
    void changesDuringTheSnapshotArrive() {
        List.of("a", "b", "c").forEach(id -> at(NOON, id));
        CrudBuilder builder = CrudAdapter.builder("things")
                .listPages(functions::page)
                .listSince(OVERLAP, functions::since)
                .version("version")
                .updated("updated_at")
                .clock(Clock.fixed(NOON.plusSeconds(3_600), ZoneOffset.UTC));
        try (SyncAdapter adapter = builder.build()) {
            ChangePage first = adapter.changesSince(Cursor.START, 2);
            at(NOON.plusSeconds(100), "a", "x", "changed behind");
            at(NOON.plusSeconds(500), "c", "x", "changed ahead");
            Cursor then = drain(adapter, first.next(), 2, new LinkedHashSet<>()).next();

            assertThat(ids(adapter, then, 1)).contains("a", "c");
        }
    }

    @Test
    @DisplayName("E28 C14 rows without a stamp, null rows and rows without an id block nothing")
    void oddRowsBlockNothing() {
        CrudBuilder builder = windowed(since -> since.afterId().isPresent()
                        ? List.of()
                        : Arrays.<@Nullable Map<String, @Nullable Object>>asList(
                                row("id", "unstamped", "updated_at", null),
                                null,
                                row("title", "no id"),
                                row("id", "b", "updated_at", NOON.toString())))
                .reports(text -> {});
        at(NOON, "a");
        try (SyncAdapter adapter = builder.build()) {
            Cursor then = adapter.changesSince(Cursor.START, 10).next();

            assertThat(ids(adapter, then, 10)).containsExactly("unstamped", "b");
        }
    }

    @Test
    @DisplayName("FEED-11 more rows of one stamp than a page are all shown")
    void tiesAreShown() {
        at(NOON, "a");
        try (SyncAdapter adapter = windowed(functions::since).build()) {
            Cursor then = adapter.changesSince(Cursor.START, 10).next();
            IntStream.range(0, 15).forEach(n -> at(NOON.plusSeconds(1), "tie" + n));

            assertThat(ids(adapter, then, 2)).hasSize(16);
        }
    }

    @Test
    @DisplayName("FEED-12 a cap of the backend below the limit cuts nothing off: only a page without news is the end")
    void capBelowTheLimitCutsNothing() {
        IntStream.range(0, 9).forEach(n -> at(NOON.plusMillis(n), "row" + n));
        CrudBuilder builder = windowed(since -> functions.since(new Since(since.stamp(), since.afterId(), 2)));
        try (SyncAdapter adapter = builder.build()) {
            Cursor then = adapter.changesSince(Cursor.START, 100).next();

            assertThat(ids(adapter, then, 100)).hasSize(9);
        }
    }

    @Test
    @DisplayName("a function that ignores limit and afterId is fine: it answers everything since the stamp")
    void simpleFunctionIsFine() {
        IntStream.range(0, 30).forEach(n -> at(NOON, "row" + n));
        CrudBuilder builder = windowed(since -> functions.since(new Since(since.stamp(), Optional.empty(), 1_000)));
        try (SyncAdapter adapter = builder.build()) {
            Cursor then = adapter.changesSince(Cursor.START, 2).next();

            assertThat(ids(adapter, then, 2)).hasSize(30);
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    @DisplayName("a function that honours the limit but not afterId would skip ties, and is told so")
    void cutTiesAreNamed() {
        IntStream.range(0, 5).forEach(n -> at(NOON, "row" + n));
        CrudBuilder builder =
                windowed(since -> functions.since(new Since(since.stamp(), Optional.empty(), since.limit())));
        try (SyncAdapter adapter = builder.build()) {
            Cursor then = adapter.changesSince(Cursor.START, 2).next();

            assertThatThrownBy(() -> ids(adapter, then, 2))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("afterId");
        }
    }

    @Test
    @DisplayName("a function that does not order by the stamp is told so")
    void disorderIsNamed() {
        CrudBuilder builder = windowed(since -> List.of(
                row("id", "a", "updated_at", NOON.plusSeconds(1).toString()),
                row("id", "b", "updated_at", NOON.toString())));
        try (SyncAdapter adapter = builder.build()) {
            Cursor then = adapter.changesSince(Cursor.START, 2).next();

            assertThatThrownBy(() -> ids(adapter, then, 2))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("order");
        }
    }

    @Test
    @DisplayName("a log tells changes, removals and exits; an expired position starts over")
    void logTellsEverything() {
        CrudBuilder builder = CrudAdapter.builder("things")
                .list(functions::all)
                .changes(Feed.complete(), Removals.deletesAndExits(), functions::position, functions::log)
                .version("version")
                .updated("updated_at");
        List.of("a", "b", "c").forEach(id -> at(NOON, id));
        try (SyncAdapter adapter = builder.build()) {
            Cursor then = adapter.changesSince(Cursor.START, 10).next();
            table.remove("a");
            table.give("b", "other");
            at(NOON, "c", "x", 2);

            assertThat(adapter.changesSince(then, 10).changes())
                    .contains(Change.deleted("a"), Change.left("b"))
                    .hasSize(3);

            table.forgetLog();
            assertThat(adapter.changesSince(then, 10).kind()).isEqualTo(ChangePage.Kind.SNAPSHOT_START);
        }
    }

    @Test
    @DisplayName("a log that says more without getting on would never end, and says so")
    void endlessLogIsNamed() {
        CrudBuilder builder = CrudAdapter.builder("things")
                .list(functions::all)
                .changes(
                        Feed.complete(),
                        Removals.none(),
                        () -> "1",
                        (from, limit) -> RowChanges.of(List.of(), from, true));
        try (SyncAdapter adapter = builder.build()) {
            Cursor then = adapter.changesSince(Cursor.START, 10).next();

            assertThatThrownBy(() -> adapter.changesSince(then, 10)).isInstanceOf(Misconfigured.class);
        }
    }

    @Test
    @DisplayName("FEED-14 cursors of another scope, of another kind, or of nobody start over")
    void foreignCursorsStartOver() {
        at(NOON, "a");
        try (SyncAdapter adapter = windowed(functions::since).build();
                SyncAdapter other = CrudAdapter.builder("others")
                        .list(functions::all)
                        .listSince(OVERLAP, functions::since)
                        .version("version")
                        .updated("updated_at")
                        .build()) {
            Cursor theirs = other.changesSince(Cursor.START, 1).next();
            Cursor mine = adapter.changesSince(Cursor.START, 1).next();
            String damaged = mine.token().substring(0, mine.token().length() - 3) + "%zz";

            for (Cursor foreign : List.of(theirs, new Cursor("nonsense"), new Cursor("a.b.c"), new Cursor(damaged))) {
                assertThat(adapter.changesSince(foreign, 1).kind()).isEqualTo(ChangePage.Kind.SNAPSHOT_START);
            }
        }
    }
}
