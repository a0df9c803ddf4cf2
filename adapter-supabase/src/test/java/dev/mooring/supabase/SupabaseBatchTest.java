package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.supabase.sim.TableSpec;
import dev.mooring.supabase.sim.Type;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SupabaseBatchTest extends TableTest {

    @Test
    void thousandCreatesNeedTwoRequests() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());

        write(todos, creates(0, 1000));

        assertThat(todos.guarantees().largestBatch()).isEqualTo(500);
        assertThat(project.requests()).hasSize(2);
        assertThat(project.rows("public", "todos")).hasSize(1000);
    }

    @Test
    void rowsOfDifferentFieldsGetTheirDefaultsAsIfTheyCameAlone() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());

        write(todos, List.of(Create.of(key(), "a", Map.of("title", "x")), Create.of(key(), "b", Map.of("rank", 9))));

        assertThat(project.rows("public", "todos"))
                .extracting(row -> row.get("title") + " " + row.get("rank"))
                .containsExactly("x 5", "null 9");
    }

    @Test
    void poisonedRowRejectsTheBatchAndNothingWasTaken() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        List<Write> writes = new ArrayList<>(creates(0, 5));
        writes.add(Create.of(key(), "poison", Map.of("rank", "many")));

        assertThatThrownBy(() -> write(todos, writes))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.problem().code()).isEqualTo("22P02"));
        assertThat(project.rows("public", "todos")).isEmpty();
    }

    @Test
    void poisonInASecondPartIsRefusedForItselfAlone() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().batchSize(3).build());
        List<Write> writes = new ArrayList<>(creates(0, 5));
        writes.add(Create.of(key(), "poison", Map.of("rank", "many")));

        List<Outcome> outcomes = write(todos, writes);

        assertThat(outcomes.subList(0, 5))
                .allSatisfy(outcome -> assertThat(now(outcome).present()).isPresent());
        assertThat(refusal(outcomes.get(5))).startsWith("22P02 ");
    }

    @Test
    void rowsThatAreThereAlreadyAreReadTogether() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        write(todos, creates(0, 50));
        int before = project.requests().size();

        List<Outcome> outcomes = write(todos, creates(0, 60));

        assertThat(requestsSince(before)).hasSize(2);
        assertThat(outcomes.subList(0, 50))
                .allSatisfy(outcome -> assertThat(conflict(outcome).present()).isPresent());
        assertThat(outcomes.subList(50, 60))
                .allSatisfy(outcome -> assertThat(now(outcome).present()).isPresent());
    }

    @Test
    void deletesInAnyStateNeedOneRequest() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        write(todos, creates(0, 20));
        int before = project.requests().size();

        write(
                        todos,
                        IntStream.range(0, 10)
                                .<Write>mapToObj(n -> Delete.unconditional(key(), "t" + n))
                                .toList())
                .forEach(outcome -> assertThat(now(outcome).present()).isEmpty());

        assertThat(requestsSince(before)).hasSize(1);
        assertThat(project.rows("public", "todos")).hasSize(10);
    }

    @Test
    void deletesInTheirVersionsNeedOneRequestAndKeepEachPrecondition() {
        deletesKeepTheirPreconditions(todos(), stamped().build(), "DELETE");
    }

    @Test
    void softDeletesInTheirVersionsNeedOneRequestAndKeepEachPrecondition() {
        deletesKeepTheirPreconditions(
                todos().column("deleted_at", Type.TIMESTAMPTZ),
                stamped().softDelete("deleted_at", DeletedBy.TIME).build(),
                "PATCH");
    }

    private void deletesKeepTheirPreconditions(TableSpec spec, SupabaseTable table, String method) {
        project.table(spec);
        SyncAdapter todos = adapter(table);
        List<Document> made = IntStream.range(0, 10)
                .mapToObj(n -> made(todos, "t" + n + ",\"(", Map.of("title", "old")))
                .toList();
        todos.update(Update.of(key(), made.get(3), Map.of("rank", 9)));
        todos.delete(Delete.of(key(), made.get(5)));
        int before = project.requests().size();
        List<Write> deletes =
                made.stream().<Write>map(document -> Delete.of(key(), document)).toList();

        List<Outcome> outcomes = new ArrayList<>(write(todos, deletes));

        // one for all, one for each that it did not find so
        assertThat(requestsSince(before).stream().filter(request -> request.startsWith(method)))
                .hasSize(3);
        assertThat(conflict(outcomes.get(3)).present().orElseThrow().fields()).containsEntry("rank", 9L);
        outcomes.remove(3);
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(now(outcome).present()).isEmpty());
        assertThat(todos.list(Cursor.START, 100).documents())
                .extracting(Document::id)
                .containsExactly("t3,\"(");
    }

    @Test
    void demandedDeletesOfManyRowsAreCut() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        write(todos, creates(0, 300));
        List<Write> deletes = new ArrayList<>();
        todos.list(Cursor.START, 1000).documents().forEach(document -> deletes.add(Delete.of(key(), document)));
        int before = project.requests().size();

        write(todos, deletes)
                .forEach(outcome -> assertThat(now(outcome).present()).isEmpty());

        assertThat(project.rows("public", "todos")).isEmpty();
        assertThat(requestsSince(before))
                .hasSizeLessThan(20)
                .allSatisfy(request -> assertThat(request.length()).isLessThan(8_000));
    }

    @Test
    void samePatchOfManyRowsNeedsOneRequestAndKeepsEachPrecondition() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        List<Document> made = IntStream.range(0, 10)
                .mapToObj(n -> made(todos, "t" + n + ",\"(", Map.of("title", "old")))
                .toList();
        todos.update(Update.of(key(), made.get(3), Map.of("rank", 9)));
        int before = project.requests().size();

        List<Outcome> outcomes = write(
                todos,
                made.stream()
                        .<Write>map(document -> Update.of(key(), document, Map.of("title", "new")))
                        .toList());

        assertThat(requestsSince(before).stream().filter(request -> request.startsWith("PATCH")))
                .hasSize(2);
        for (int n = 0; n < 10; n++) {
            if (n == 3) {
                assertThat(conflict(outcomes.get(n)).present().orElseThrow().fields())
                        .containsEntry("title", "old");
            } else {
                assertThat(now(outcomes.get(n)).present().orElseThrow().fields())
                        .containsEntry("title", "new");
            }
        }
    }

    @Test
    void rowThatRefusesASharedPatchIsRefusedForItselfAlone() {
        project.table(
                todos().check("todos_check", row -> !("b".equals(row.get("id")) && "bad".equals(row.get("title")))));
        SyncAdapter todos = adapter(stamped().build());
        List<Document> made = List.of(made(todos, "a", Map.of()), made(todos, "b", Map.of()));

        List<Outcome> outcomes = write(
                todos,
                made.stream()
                        .<Write>map(document -> Update.of(key(), document, Map.of("title", "bad")))
                        .toList());

        assertThat(now(outcomes.get(0)).present().orElseThrow().fields()).containsEntry("title", "bad");
        assertThat(refusal(outcomes.get(1))).startsWith("23514 ");
    }

    @Test
    void sharedPatchesOfManyRowsAreCut() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        write(todos, creates(0, 300));
        List<Write> updates = new ArrayList<>();
        todos.list(Cursor.START, 1000)
                .documents()
                .forEach(document -> updates.add(Update.of(key(), document, Map.of("title", "new"))));
        int before = project.requests().size();

        write(todos, updates)
                .forEach(outcome -> assertThat(now(outcome).present()).isPresent());

        assertThat(requestsSince(before))
                .hasSizeLessThan(20)
                .allSatisfy(request -> assertThat(request.length()).isLessThan(8_000));
    }

    @Test
    void failureAfterAPartWasTakenLeavesAllInDoubt() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        Document there = made(todos, "there", Map.of());
        List<Write> writes = List.of(
                Update.of(key(), there, Map.of("title", "x")),
                Update.unconditional(key(), "missing", Map.of("title", "y")));
        project.passNext();
        project.poolTimeout();

        assertThatThrownBy(() -> write(todos, writes))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        failure -> assertThat(failure.maybeApplied()).isTrue());
        List<Outcome> again = write(todos, writes.stream().map(Write::again).toList());

        assertThat(conflict(again.get(0)).present().orElseThrow().fields()).containsEntry("title", "x");
        assertThat(conflict(again.get(1)).present()).isEmpty();
    }

    @Test
    void lookThatFailsAfterSomeRowsWereMadeLeavesAllInDoubt() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        write(todos, creates(0, 2));
        project.passNext();
        project.poolTimeout();

        assertThatThrownBy(() -> write(todos, creates(0, 4)))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        failure -> assertThat(failure.maybeApplied()).isTrue());
        assertThat(project.rows("public", "todos")).hasSize(4);
    }

    @Test
    void longListsOfIdsAreCut() {
        project.table(todos()).mostRows(30);
        SyncAdapter todos = adapter(stamped().build());
        write(todos, creates(0, 200));
        int before = project.requests().size();
        List<String> ids =
                new ArrayList<>(IntStream.range(0, 250).mapToObj(n -> "t" + n).toList());
        ids.add("\u00fc".repeat(400));
        IntStream.range(0, 9).forEach(n -> ids.add(n + "\u6f22".repeat(300)));
        ids.add("quote\",(comma)\\");

        List<Document> found = todos.capability(Lookup.class).orElseThrow().find(ids);

        assertThat(found).extracting(Document::id).hasSize(200).doesNotHaveDuplicates();
        assertThat(requestsSince(before))
                .allSatisfy(request -> assertThat(request.length()).isLessThan(8_000));
    }

    @Test
    void hundredUuidsFitIntoOneAddress() {
        project.table(TableSpec.of("public", "todos").key("id", Type.UUID).stamped("updated_at"));
        SyncAdapter todos = adapter(SupabaseTable.builder()
                .id("id", IdType.UUID)
                .updatedAt("updated_at")
                .build());
        List<String> ids = IntStream.range(0, 200)
                .mapToObj(n -> UUID.nameUUIDFromBytes(Integer.toString(n).getBytes(StandardCharsets.UTF_8))
                        .toString())
                .toList();
        write(
                todos,
                ids.stream().<Write>map(id -> Create.of(key(), id, Map.of())).toList());
        int before = project.requests().size();

        write(
                todos,
                ids.stream().<Write>map(id -> Delete.unconditional(key(), id)).toList());

        assertThat(project.rows("public", "todos")).isEmpty();
        assertThat(requestsSince(before))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.length()).isLessThan(8_000));
    }

    private List<Write> creates(int from, int to) {
        return IntStream.range(from, to)
                .<Write>mapToObj(n -> Create.of(key(), "t" + n, Map.of("title", "title " + n)))
                .toList();
    }

    private static List<Outcome> write(SyncAdapter adapter, List<Write> writes) {
        return adapter.capability(BatchWrites.class).orElseThrow().write(writes);
    }
}
