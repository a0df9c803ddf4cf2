package dev.mooring.crud;

import static dev.mooring.crud.Samples.applied;
import static dev.mooring.crud.Samples.conflict;
import static dev.mooring.crud.Samples.key;
import static dev.mooring.crud.Samples.refusal;
import static dev.mooring.crud.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrudBatchTest {

    private final RowTable table = new RowTable();
    private final TableView functions = table.view();
    private final List<String> calls = new ArrayList<>();

    private CrudBuilder bulk() {
        return CrudAdapter.builder("things")
                .list(functions::all)
                .get(functions::get)
                .create(noted("create", functions::insert))
                .update(noted("update", functions::patch))
                .delete(noted("delete", functions::remove))
                .createAll(rows -> {
                    calls.add("createAll " + rows.size());
                    return functions.insertAll(rows);
                })
                .updateAll(updates -> {
                    calls.add("updateAll " + updates.size());
                    return functions.patchAll(updates);
                })
                .version("version")
                .updated("updated_at")
                .exactWrites();
    }

    private <R extends RowWrite> CrudFunctions.Save<R> noted(String verb, CrudFunctions.Save<R> function) {
        return write -> {
            calls.add(verb + " " + write.id());
            return function.save(write);
        };
    }

    private static List<Outcome> send(SyncAdapter adapter, List<Write> batch) {
        return adapter.capability(BatchWrites.class).orElseThrow().write(batch);
    }

    private static Create create(int n) {
        return Create.of(key(n), "new" + n, row("n", n));
    }

    @Test
    @DisplayName("490 500 new rows are one call")
    void manyAreOneCall() {
        try (SyncAdapter adapter = bulk().largestBatch(500).build()) {
            List<Write> batch = IntStream.range(0, 500)
                    .<Write>mapToObj(CrudBatchTest::create)
                    .toList();

            assertThat(send(adapter, batch)).hasSize(500).allSatisfy(Samples::applied);
        }
        assertThat(calls).containsExactly("createAll 500");
    }

    @Test
    @DisplayName("BATCH-1 BATCH-4 outcomes come in order, each for itself; what has no function for many goes alone")
    void outcomesAreInOrder() {
        table.put("a", row("x", 1));
        table.put("b", row("x", 1));
        try (SyncAdapter adapter = bulk().build()) {
            List<Outcome> outcomes = send(
                    adapter,
                    List.of(
                            Delete.unconditional(key(1), "b"),
                            Update.unconditional(key(2), "nobody", row("x", 2)),
                            Create.of(key(3), "c", row()),
                            Create.of(key(4), "not/an/id", row()),
                            Create.of(key(5), "a", row("x", 3))));

            assertThat(applied(outcomes.get(0)).orElseThrow().present()).isEmpty();
            assertThat(conflict(outcomes.get(1)).present()).isEmpty();
            assertThat(applied(outcomes.get(2))).isPresent();
            assertThat(refusal(outcomes.get(3))).startsWith("id");
            assertThat(conflict(outcomes.get(4)).present()).isPresent();
        }
        assertThat(calls).containsExactly("createAll 2", "updateAll 1", "delete b");
    }

    @Test
    @DisplayName("BATCH-5 when the only group is rejected, nothing was taken and the caller is told so")
    void rejectedWhole() {
        CrudBuilder builder = bulk().createAll(rows -> {
            throw new Rejected(new Problem("too-large", "413"));
        });
        try (SyncAdapter adapter = builder.build()) {
            assertThatThrownBy(() -> send(adapter, List.of(create(1), create(2))))
                    .isInstanceOf(Rejected.class);
        }
        assertThat(calls).isEmpty();
    }

    @Test
    @DisplayName("BATCH-5 when a later group is rejected its writes go one by one: nothing of the others is denied")
    void rejectedGroupGoesAlone() {
        table.put("a", row("x", 1));
        table.put("b", row("x", 1));
        CrudBuilder builder = bulk().updateAll(updates -> {
            throw new Rejected(new Problem("poison", "one of them"));
        });
        try (SyncAdapter adapter = builder.build()) {
            List<Outcome> outcomes = send(
                    adapter,
                    List.of(
                            create(1),
                            Update.unconditional(key(2), "a", row("x", 2)),
                            Update.unconditional(key(3), "b", row("x", 2))));

            assertThat(outcomes).allSatisfy(Samples::applied);
        }
        assertThat(calls).containsExactly("createAll 1", "update a", "update b");
    }

    @Test
    @DisplayName(
            "E40 when a later group fails, all of the batch may have been applied, and sending it again settles it")
    void laterFailureSpeaksOfAll() {
        table.put("a", row("x", 1));
        boolean[] failing = {true};
        CrudBuilder builder = bulk().updateAll(updates -> {
            if (failing[0]) {
                throw TemporaryFailure.notApplied("busy", null);
            }
            return functions.patchAll(updates);
        });
        List<Write> batch = List.of(create(1), Update.unconditional(key(2), "a", row("x", 2)));
        try (SyncAdapter adapter = builder.build()) {
            assertThatThrownBy(() -> send(adapter, batch))
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            e -> assertThat(e.maybeApplied()).isTrue());
            failing[0] = false;

            List<Outcome> again = send(adapter, batch.stream().map(Write::again).toList());

            assertThat(conflict(again.get(0)).present().orElseThrow().fields()).isEqualTo(row("n", 1L));
            assertThat(applied(again.get(1))).isPresent();
        }
    }

    @Test
    @DisplayName("a failure of the first group is the batch's own")
    void firstFailureIsItself() {
        CrudBuilder builder = bulk().createAll(rows -> {
            throw TemporaryFailure.notApplied("busy", null);
        });
        try (SyncAdapter adapter = builder.build();
                SyncAdapter broken = bulk().createAll(rows -> {
                            throw new IOException("reset");
                        })
                        .build()) {
            assertThatThrownBy(() -> send(adapter, List.of(create(1)))).hasMessage("busy");
            assertThatThrownBy(() -> send(broken, List.of(create(1))))
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            e -> assertThat(e.maybeApplied()).isTrue());
        }
    }

    @Test
    @DisplayName("a function that does not give one answer per write is named")
    void wrongNumberOfAnswersIsNamed() {
        try (SyncAdapter adapter = bulk().createAll(rows -> List.of()).build()) {
            assertThatThrownBy(() -> send(adapter, List.of(create(1))))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("one answer for each");
        }
    }

    @Test
    @DisplayName("a batch is at most largestBatch writes, each of another record")
    void batchIsChecked() {
        try (SyncAdapter adapter = bulk().largestBatch(2).build()) {
            for (List<Write> wrong : List.of(List.<Write>of(), List.<Write>of(create(1), create(1)))) {
                assertThatThrownBy(() -> send(adapter, wrong)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> send(adapter, List.of(create(1), create(2), create(3))))
                    .isInstanceOf(Rejected.class);
        }
        assertThat(calls).isEmpty();
    }
}
