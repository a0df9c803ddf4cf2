package dev.mooring.firebase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.Faults.Request;
import dev.mooring.contract.fault.On;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealtimeBatchTest {

    private final Setup setup =
            new Setup(RealtimeCollection.builder().writeKeys("writes").build());

    @AfterEach
    void stop() {
        setup.close();
    }

    @Test
    void writesWithoutPreconditionsGoInOneRequestWithOneTime() {
        setup.make("a", Map.of("n", 1L, "m", 1L));
        setup.make("b", Map.of("n", 1L));
        setup.faults.reset();

        List<Outcome> outcomes = write(
                Update.unconditional(setup.key(), "a", Map.of("n", 2L)),
                Delete.unconditional(setup.key(), "b"),
                Update.unconditional(setup.key(), "missing", Map.of("n", 2L)));

        assertThat(outcomes).extracting(RealtimeBatchTest::kind).containsExactly("Applied", "Applied", "Conflict");
        assertThat(writing()).containsExactly("PATCH /todos.json");
        assertThat(setup.simulator.at("todos", "a", "n")).isEqualTo(2d);
        assertThat(setup.simulator.at("todos", "a", "m")).isEqualTo(1d);
        assertThat(setup.simulator.at("todos", "b", "n")).isNull();
        assertThat(setup.simulator.at("todos", "b", "deleted")).isEqualTo(true);
        assertThat(setup.simulator.at("todos", "a", "updatedAt"))
                .isEqualTo(setup.simulator.at("todos", "b", "updatedAt"));
    }

    @Test
    void writesWithPreconditionsGoAlone() {
        Document a = setup.make("a", Map.of("n", 1L));
        setup.faults.reset();

        List<Outcome> outcomes = write(
                Update.of(setup.key(), a, Map.of("n", 2L)),
                Create.of(setup.key(), "new", Map.of("n", 1L)),
                Update.unconditional(setup.key(), "gone", Map.of("n", 2L)));

        assertThat(outcomes).extracting(RealtimeBatchTest::kind).containsExactly("Applied", "Applied", "Conflict");
        assertThat(writing()).containsExactly("PUT /todos/a.json", "PUT /todos/new.json");
    }

    /** A rule that refuses one record refuses the whole request: the others are not to suffer. */
    @Test
    void requestThatIsRefusedIsSentApart() {
        setup.make("a", Map.of("n", 1L));
        setup.make("b", Map.of("n", 1L));
        setup.faults.arm(On.nextWrite(), Fault.status(400));

        List<Outcome> outcomes = write(
                Update.unconditional(setup.key(), "a", Map.of("n", 2L)),
                Update.unconditional(setup.key(), "b", Map.of("n", 2L)));

        assertThat(outcomes).extracting(RealtimeBatchTest::kind).containsExactly("Applied", "Applied");
        assertThat(setup.simulator.at("todos", "b", "n")).isEqualTo(2d);
    }

    @Test
    void failureAfterAPartLeavesAllOpen() {
        Create first = Create.of(setup.key(), "first", Map.of("n", 1L));
        Create second = Create.of(setup.key(), "second", Map.of("n", 1L));
        setup.simulator.put(Map.of("n", 9, "updatedAt", 1), "todos", "taken");
        Create third = Create.of(setup.key(), "taken", Map.of("n", 1L));
        setup.faults.arm(On.nextRead(), Fault.status(503));

        assertThatThrownBy(() -> write(first, third, second))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        e -> assertThat(e.maybeApplied()).isTrue());

        List<Outcome> again = write(first.again(), third.again(), second.again());
        assertThat(again).extracting(RealtimeBatchTest::kind).containsExactly("Applied", "Conflict", "Applied");
    }

    /** Its answer was lost: the keys in the records say that it was this batch. */
    @Test
    void batchWhoseAnswerIsLostHasOneEffect() {
        setup.make("a", Map.of("n", 1L));
        setup.make("b", Map.of("n", 1L));
        Write one = Update.unconditional(setup.key(), "a", Map.of("n", 2L));
        Write two = Update.unconditional(setup.key(), "b", Map.of("n", 2L));
        setup.faults.arm(On.nextWrite(), Fault.loseAnswer());
        assertThatThrownBy(() -> write(one, two))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        e -> assertThat(e.maybeApplied()).isTrue());
        setup.simulator.put("theirs", "todos", "a", "n");

        write(one.again(), two.again());

        assertThat(setup.simulator.at("todos", "a", "n")).isEqualTo("theirs");
    }

    private List<Outcome> write(Write... writes) {
        return setup.todos().capability(BatchWrites.class).orElseThrow().write(List.of(writes));
    }

    private List<String> writing() {
        return setup.faults.requests().stream()
                .filter(Request::write)
                .map(Request::what)
                .toList();
    }

    private static String kind(Outcome outcome) {
        return outcome.getClass().getSimpleName();
    }
}
