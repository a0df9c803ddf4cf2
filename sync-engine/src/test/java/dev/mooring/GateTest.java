package dev.mooring;

import static dev.mooring.Rig.MOST;
import static dev.mooring.Rig.next;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {

    private final Rig rig = new Rig();
    private final FlakyAdapter server = rig.flaky();
    private final Gate gate = Gate.shut();
    private final Gate other = Gate.shut();
    private final BlockingQueue<Saved<Map<String, @Nullable Object>>> saved = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void nothingTravelsWhileAGateIsShut() {
        rig.created("theirs", Map.of("title", "a"));
        Records<Map<String, @Nullable Object>> todos = builder().waitFor(gate).open();
        todos.put("mine", Map.of("title", "b"));

        assertThat(todos.sync(MOST)).isFalse();

        assertThat(server.calls()).isZero();
        assertThat(todos.get("theirs")).isEmpty();
        assertThat(todos.status().pending()).isEqualTo(1);
    }

    @Test
    void openingGoesOnAtOnceAndClosingPausesAgain() {
        rig.created("theirs", Map.of("title", "a"));
        Records<Map<String, @Nullable Object>> todos = builder().waitFor(gate).open();
        todos.put("mine", Map.of("title", "b"));

        gate.set(true);
        assertThat(next(saved).id()).isEqualTo("mine");
        assertThat(todos.sync(MOST)).isTrue();
        assertThat(todos.get("theirs")).isPresent();
        gate.set(false);
        assertThat(todos.sync(MOST)).isFalse();
        todos.put("second", Map.of("title", "c"));
        assertThat(todos.sync(MOST)).isFalse();
        assertThat(rig.there("second")).isEmpty();

        gate.set(true);

        assertThat(next(saved).id()).isEqualTo("second");
    }

    @Test
    void writesWaitForTheirOwnGateAloneAndChangesOfOthersArrive() {
        rig.created("theirs", Map.of("title", "a"));
        Records<Map<String, @Nullable Object>> todos =
                builder().waitForSet(gate).open();
        todos.put("mine", Map.of("title", "b"));

        assertThat(todos.sync(MOST)).isFalse();
        assertThat(todos.get("theirs")).isPresent();
        assertThat(todos.get("mine")).isPresent();
        assertThat(server.arrivals()).isEmpty();
        gate.set(true);

        assertThat(next(saved).id()).isEqualTo("mine");
    }

    @Test
    void severalGatesHaveToBeOpenAll() {
        Records<Map<String, @Nullable Object>> todos =
                builder().waitFor(gate).waitFor(other).open();
        todos.put("mine", Map.of("title", "b"));

        gate.set(true);
        assertThat(todos.sync(MOST)).isFalse();
        assertThat(server.calls()).isZero();
        other.set(true);

        assertThat(next(saved).id()).isEqualTo("mine");
    }

    @Test
    void recordsCreatedWhileTheGateWasShutAreNotWipedByTheFirstList() {
        rig.created("theirs", Map.of("title", "a"));
        Records<Map<String, @Nullable Object>> todos = builder().waitFor(gate).open();
        todos.put("mine", Map.of("title", "b"));

        gate.set(true);

        assertThat(todos.sync(MOST)).isTrue();
        assertThat(todos.list("", 10)).extracting(RecordChange::id).containsExactly("mine", "theirs");
    }

    @Test
    void manualModeSendsAndPullsOnlyWhenAsked() {
        rig.created("theirs", Map.of("title", "a"));
        Records<Map<String, @Nullable Object>> todos = builder().manual().open();
        todos.put("mine", Map.of("title", "b"));
        todos.wakeUp();
        todos.gate(true);
        assertThat(server.calls()).isZero();

        assertThat(todos.flush(MOST)).isTrue();
        assertThat(rig.there("mine")).isPresent();
        assertThat(todos.get("theirs")).isEmpty();

        assertThat(todos.sync(MOST)).isTrue();
        assertThat(todos.get("theirs")).isPresent();
    }

    @Test
    void manualModeProbesABackendThatWasDown() {
        Records<Map<String, @Nullable Object>> todos = builder().manual().open();
        server.refuseAll(true);
        todos.put("mine", Map.of("title", "b"));
        for (int i = 0; i < 5; i++) {
            assertThat(todos.flush(MOST)).isFalse();
        }

        server.refuseAll(false);

        assertThat(todos.flush(MOST)).isTrue();
        assertThat(rig.there("mine")).isPresent();
    }

    @Test
    void gateOfARecordsInstanceIsOneMoreOfThem() {
        Records<Map<String, @Nullable Object>> todos = builder().waitFor(gate).open();
        todos.gate(false);
        gate.set(true);
        todos.put("mine", Map.of("title", "b"));

        assertThat(todos.sync(MOST)).isFalse();
        todos.gate(true);

        assertThat(todos.sync(MOST)).isTrue();
    }

    private RecordsBuilder<Map<String, @Nullable Object>> builder() {
        return rig.mooring().records("todos").sync(server).onSaved(saved::add);
    }
}
