package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.supabase.sim.TableSpec;
import dev.mooring.supabase.sim.Type;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SupabaseWritesTest extends TableTest {

    @Test
    void zeroRowsBecauseOfAnotherVersionIsAConflictWithTheRow() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        Document base = made(todos, "a", Map.of("title", "1"));
        todos.update(Update.of(key(), base, Map.of("title", "2")));

        Outcome stale = todos.update(Update.of(key(), base, Map.of("title", "3")));

        assertThat(conflict(stale).present().orElseThrow().fields()).containsEntry("title", "2");
        assertThat(conflict(todos.delete(Delete.of(key(), base))).present()).isPresent();
    }

    @Test
    void zeroRowsBecauseTheRowIsGoneIsAConflictWithARemoval() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        Document base = made(todos, "a", Map.of());
        todos.delete(Delete.of(key(), base));

        assertThat(conflict(todos.update(Update.of(key(), base, Map.of("title", "x")))))
                .isEqualTo(Change.left("a"));
        assertThat(now(todos.delete(Delete.of(key(), base))).present()).isEmpty();
    }

    @Test
    void zeroRowsBecauseAPolicyForbidsItIsARefusal() {
        project.table(todos().updatable((row, claims) -> false).deletable((row, claims) -> false));
        SyncAdapter todos = adapter(stamped().build());
        Document base = made(todos, "a", Map.of());

        assertThat(refusal(todos.update(Update.of(key(), base, Map.of("title", "x")))))
                .startsWith("42501 ")
                .contains("row-level security of todos");
        assertThat(refusal(todos.update(Update.unconditional(key(), "a", Map.of("title", "x")))))
                .startsWith("42501 ");
        assertThat(refusal(todos.delete(Delete.of(key(), base)))).startsWith("42501 ");
        assertThat(project.rows("public", "todos")).hasSize(1);
    }

    @Test
    void rowOutsideTheFilterIsNotTouched() {
        project.table(todos());
        SyncAdapter all = adapter(stamped().build());
        SyncAdapter some = adapter(stamped().filter("rank", "gt.10").build());
        Document outside = made(all, "a", Map.of("rank", 1));

        assertThat(conflict(some.update(Update.of(key(), outside, Map.of("title", "x")))))
                .isEqualTo(Change.left("a"));
        some.delete(Delete.unconditional(key(), "a"));
        assertThat(all.list(Cursor.START, 10).documents()).containsExactly(outside);
        assertThat(some.guarantees().scope()).endsWith("where rank=gt.10");
    }

    @Test
    void createNeverOverwritesAndTellsWhatIsThere() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        Document there = made(todos, "a", Map.of("title", "mine"));

        Outcome other = todos.create(Create.of(key(), "a", Map.of("title", "other")));

        assertThat(conflict(other)).isEqualTo(Change.of(there));
        assertThat(todos.list(Cursor.START, 10).documents()).containsExactly(there);
    }

    @Test
    void idOfARowThatNobodySeesIsRefusedAndNotTakenForAReplay() {
        project.table(todos().ownedBy("owner"));
        SupabaseTable table = stamped().managed("owner").build();
        made(adapter(table, "ann"), "a", Map.of("title", "secret"));

        Outcome outcome = adapter(table, "bob")
                .create(Create.of(key(), "a", Map.of("title", "secret")).again());

        assertThat(refusal(outcome)).startsWith("23505 ").contains("may not see");
    }

    @Test
    void otherConstraintsAreRefusedWithTheirCode() {
        project.table(todos().unique("title")
                .check("rank_check", row -> !Long.valueOf(0).equals(row.get("rank"))));
        SyncAdapter todos = adapter(stamped().build());
        Document a = made(todos, "a", Map.of("title", "x"));
        made(todos, "b", Map.of("title", "y"));

        assertThat(refusal(todos.create(Create.of(key(), "c", Map.of("title", "x")))))
                .startsWith("23505 ");
        assertThat(refusal(todos.update(Update.of(key(), a, Map.of("title", "y")))))
                .startsWith("23505 ");
        assertThat(refusal(todos.update(Update.of(key(), a, Map.of("rank", 0)))))
                .startsWith("23514 ");
        assertThat(refusal(todos.update(Update.of(key(), a, Map.of("rank", "many")))))
                .startsWith("22P02 ");
    }

    @Test
    void columnThatNoTriggerChangesIsNamed() {
        project.table(todos().withoutTriggers());
        SyncAdapter todos = adapter(stamped().build());
        project.put("public", "todos", Map.of("id", "a", "version", 1, "updated_at", "2026-01-01T00:00:00Z"));
        Document a = todos.list(Cursor.START, 10).documents().get(0);

        assertThatThrownBy(() -> todos.update(Update.of(key(), a, Map.of("title", "x"))))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("did not set 'version'")
                .hasMessageContaining("create trigger todos_version before insert or update on todos");
    }

    @Test
    void columnThatStaysEmptyIsNamed() {
        project.table(TableSpec.of("public", "todos").key("id", Type.TEXT).column("updated_at", Type.TIMESTAMPTZ));
        SyncAdapter todos =
                adapter(SupabaseTable.builder().updatedAt("updated_at").build());

        assertThatThrownBy(() -> todos.create(Create.of(key(), "a", Map.of())))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("creating todos 'a' did not set 'updated_at'");
    }

    @Test
    void tableWhoseIdsAreNotUniqueIsAWrongSetUpAndStaysAsItIs() {
        project.table(TableSpec.of("public", "todos").column("id", Type.TEXT).column("title", Type.TEXT));
        SyncAdapter todos = adapter(SupabaseTable.builder().build());
        project.put("public", "todos", Map.of("id", "a", "title", "1"));
        project.put("public", "todos", Map.of("id", "a", "title", "2"));

        assertThatThrownBy(() -> todos.create(Create.of(key(), "b", Map.of())))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("42P10");
        assertThatThrownBy(() -> todos.update(Update.unconditional(key(), "a", Map.of("title", "x"))))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("PGRST124");
        assertThatThrownBy(() -> todos.delete(Delete.unconditional(key(), "a"))).isInstanceOf(Misconfigured.class);
        assertThat(project.rows("public", "todos"))
                .extracting(row -> row.get("title"))
                .containsExactly("1", "2");
    }

    @Test
    void bookkeepingCannotBeSet() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());

        Outcome outcome = todos.create(Create.of(key(), "a", Map.of("version", 7)));

        assertThat(refusal(outcome)).startsWith("bookkeeping ").contains("'version'");
        assertThat(project.requests()).isEmpty();
    }

    @Test
    void tombstoneThatAPolicyHidesIsRefusedNotLost() {
        project.table(todos().column("deleted_at", Type.TIMESTAMPTZ)
                .selectable((row, claims) -> row.get("deleted_at") == null));
        SyncAdapter todos =
                adapter(stamped().softDelete("deleted_at", DeletedBy.TIME).build());
        Document a = made(todos, "a", Map.of());

        assertThat(refusal(todos.delete(Delete.of(key(), a)))).startsWith("42501 ");
    }

    @Test
    void absentFieldsOfARevivedRowAreCleared() {
        project.table(todos().column("deleted_at", Type.TIMESTAMPTZ));
        SyncAdapter todos =
                adapter(stamped().softDelete("deleted_at", DeletedBy.TIME).build());
        Document a = made(todos, "a", Map.of("title", "old", "rank", 3));
        Change tombstone = now(todos.delete(Delete.of(key(), a)));

        Change again = now(todos.create(Create.of(key(), "a", Map.of("rank", 4))
                .over(tombstone.version().orElseThrow())));

        assertThat(again.present().orElseThrow().fields()).containsExactly(Map.entry("rank", 4L));
        assertThat(conflict(todos.create(
                        Create.of(key(), "a", Map.of()).over(tombstone.version().orElseThrow()))))
                .isEqualTo(again);
    }

    @Test
    void timestampsAreTextsAndGoBackAsTheyCame() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        Document a = made(todos, "a", Map.of("due", "2026-03-01T10:00:00.5+02:00"));

        Document again = now(todos.update(Update.of(
                        key(), a, Map.of("due", String.valueOf(a.fields().get("due"))))))
                .present()
                .orElseThrow();

        assertThat(a.fields()).containsEntry("due", "2026-03-01T08:00:00.5+00:00");
        assertThat(again.fields()).isEqualTo(a.fields());
        assertThat(a.modifiedAt()).isPresent();
    }

    @Test
    void troubleThatWasNotExecutedSaysSo() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        project.unavailable(7);

        assertThatThrownBy(() -> todos.create(Create.of(key(), "a", Map.of())))
                .isInstanceOfSatisfying(TemporaryFailure.class, failure -> {
                    assertThat(failure.maybeApplied()).isFalse();
                    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
                });
        project.answerNext(503, "57P01", "terminating connection due to administrator command");
        assertThatThrownBy(() -> todos.create(Create.of(key(), "a", Map.of())))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        failure -> assertThat(failure.maybeApplied()).isTrue());
    }

    @Test
    void idsThatNobodyMayWriteHereAreListedAllTheSame() {
        project.table(todos()).mostRows(1);
        SyncAdapter todos = adapter(stamped().build());
        for (String id : List.of("a", "b".repeat(2000), "c")) {
            project.put("public", "todos", Map.of("id", id, "version", 1));
        }

        Cursor first = todos.list(Cursor.START, 10).next();
        Cursor second = todos.list(first, 10).next();

        assertThat(todos.list(second, 10).documents()).extracting(Document::id).containsExactly("c");
    }

    @Test
    void onlyTheNamedColumnsAreFields() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().column("title").build());

        Document a = made(todos, "a", Map.of("title", "x"));

        assertThat(a.fields()).containsOnlyKeys("title");
        assertThat(todos.list(Cursor.START, 10).documents()).isEqualTo(List.of(a));
    }

    /** Under another scope everything is read anew: a column that nobody asked for before would be missing for ever, a marked row be there. */
    @Test
    void scopeNamesTheColumnsThatAreFieldsOrSayWhatIsDeleted() {
        List<String> scopes = List.of(
                scope(stamped()),
                scope(stamped().column("title")),
                scope(stamped().column("title").column("rank")),
                scope(stamped().softDelete("deleted_at", DeletedBy.TIME)));

        assertThat(scopes).doesNotHaveDuplicates();
        assertThat(scope(stamped().column("rank").column("title"))).isEqualTo(scopes.get(2));
    }

    private String scope(SupabaseTable.Builder table) {
        return adapter(table.build()).guarantees().scope();
    }
}
