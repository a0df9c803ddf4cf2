package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.supabase.sim.Type;
import dev.mooring.sync.Change;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SupabaseFeedTest extends TableTest {

    @Test
    void tiesOverTheCapArriveExactlyOnce() {
        project.table(todos()).mostRows(1000);
        SyncAdapter todos = adapter(stamped().pageSize(5000).build());
        Reader late = new Reader(todos);
        made(todos, "first", Map.of());
        late.settled();
        project.holdClock(true);
        for (int n = 0; n < 2500; n++) {
            project.put("public", "todos", Map.of("id", "tie" + n, "version", 1, "updated_at", "now"));
        }

        List<String> snapshot = ids(new Reader(todos).pull());
        List<String> changes = ids(late.pull());

        assertThat(changes).hasSize(2500).doesNotHaveDuplicates();
        assertThat(snapshot).hasSize(2501).doesNotHaveDuplicates();
    }

    @Test
    void commitWithinTheOverlapArrives() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        Reader reader = new Reader(todos);
        for (int round = 0; round < 20; round++) {
            made(todos, "slow" + round, Map.of("title", "before"));
            reader.settled();
            Runnable commit = project.begin("public", "todos", "slow" + round, Map.of("title", "late"));
            made(todos, "quick" + round, Map.of());
            assertThat(ids(reader.pull())).contains("quick" + round).doesNotContain("slow" + round);

            commit.run();

            assertThat(ids(reader.pull())).containsExactly("slow" + round);
        }
    }

    @Test
    void commitAfterTheOverlapIsFoundByTheSweepAlone() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().overlap(Duration.ofMillis(1)).build());
        Reader reader = new Reader(todos);
        made(todos, "slow", Map.of("title", "before"));
        reader.settled();
        project.set("public", "todos", "slow", Map.of("title", "late", "updated_at", "2020-01-01T00:00:00Z"));
        made(todos, "quick", Map.of());

        assertThat(ids(reader.pull())).doesNotContain("slow");
        assertThat(todos.list(Cursor.START, 10).documents())
                .anySatisfy(document -> assertThat(document.fields()).containsEntry("title", "late"));
    }

    @Test
    void stampInTheFutureHidesNothingThatIsStampedRight() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        project.put("public", "todos", Map.of("id", "future", "version", 1, "updated_at", "2099-01-01T00:00:00Z"));
        project.put("public", "todos", Map.of("id", "never", "version", 1, "updated_at", "infinity"));
        Reader reader = new Reader(todos);
        assertThat(ids(reader.pull())).containsExactlyInAnyOrder("future", "never");

        made(todos, "present", Map.of());

        assertThat(ids(reader.pull())).containsExactly("present");
        made(todos, "later", Map.of());
        assertThat(ids(reader.pull())).containsExactly("later");
    }

    @Test
    void changesWithinOneMillisecondArrive() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        Reader reader = new Reader(todos);
        project.put("public", "todos", row("a", "2026-01-01T00:00:00.123001Z"));
        reader.settled();

        project.put("public", "todos", row("b", "2026-01-01T00:00:00.123002Z"));

        assertThat(ids(reader.pull())).containsExactly("b");
    }

    @Test
    void rowWithoutAStampComesFromStartAndGetsAVersion() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        project.put("public", "todos", Map.of("id", "old", "title", "before the column"));

        List<Change> changes = new Reader(todos).pull();
        Document old = changes.get(0).present().orElseThrow();
        Change now = now(todos.update(Update.of(key(), old, Map.of("title", "after"))));

        assertThat(ids(changes)).containsExactly("old");
        assertThat(now.version()).isPresent().isNotEqualTo(old.version());
    }

    @Test
    void restBringsNothingAgain() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        Reader reader = new Reader(todos);
        made(todos, "a", Map.of());
        reader.settled();

        assertThat(reader.pull()).isEmpty();
    }

    @Test
    void firstPullOfAnEmptyTableMissesNothingLater() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        Reader reader = new Reader(todos);
        reader.pull();

        project.put("public", "todos", row("a", "2026-01-01T00:00:00Z"));

        assertThat(ids(reader.pull())).containsExactly("a");
    }

    @Test
    void softDeleteIsToldWithTheTombstonesVersion() {
        project.table(todos().column("gone", Type.BOOLEAN));
        SyncAdapter todos = adapter(stamped().softDelete("gone", DeletedBy.FLAG).build());
        Reader reader = new Reader(todos);
        Document a = made(todos, "a", Map.of());
        reader.settled();

        Change tombstone = now(todos.delete(Delete.of(key(), a)));

        assertThat(reader.pull()).containsExactly(tombstone);
        assertThat(tombstone).isInstanceOf(Change.Removal.class);
        assertThat(tombstone.version()).isPresent();
        assertThat(todos.list(Cursor.START, 10).documents()).isEmpty();
    }

    @Test
    void databaseGetsABoundThatItsIndexCanUse() {
        project.table(todos()).mostRows(1);
        SyncAdapter todos = adapter(stamped().build());
        Reader reader = new Reader(todos);
        made(todos, "a", Map.of());
        reader.pull();
        int before = project.requests().size();
        made(todos, "b", Map.of());
        reader.pull();

        assertThat(requestsSince(before))
                .filteredOn(request -> request.contains("or="))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request).contains("updated_at=gte."));
    }

    private static Map<String, Object> row(String id, String stamp) {
        return Map.of("id", id, "version", 1, "updated_at", stamp);
    }

    private static List<String> ids(List<Change> changes) {
        List<String> ids = new ArrayList<>();
        changes.forEach(change -> ids.add(change.id()));
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        return ids;
    }
}
