package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Retry;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.TemporaryFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Somebody says "now" while a call is under way: that call's failure, which comes later, says nothing of now. */
class NudgeTest {

    private static final Duration HALF_A_CALL = Duration.ofMillis(5);
    private static final Duration A_FEW_CALLS = Duration.ofMillis(100);

    private final VirtualWorld world = new VirtualWorld();
    private final CountingAdapter adapter = new CountingAdapter(new InMemoryBackend(), world.clock());
    private final Ledger ledger = world.ledger(Setup.of("a", adapter));
    private final Lane lane = world.lane(ledger, trouble -> {});
    private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

    @Test
    void flushIsNotAnsweredByAPullThatBeganBefore() {
        adapter.fail(() -> TemporaryFailure.notApplied("down", null));
        world.write(ledger, 10);
        lane.start();
        world.pass(HALF_A_CALL);
        adapter.heal();

        lane.flush(answer);
        world.pass(A_FEW_CALLS);

        assertThat(answer).isCompletedWithValue(true);
        assertThat(world.pending("a")).isZero();
    }

    @Test
    void flushIsNotAnsweredByWritesThatBeganBefore() {
        lane.start();
        world.pass(A_FEW_CALLS);
        adapter.fail(() -> TemporaryFailure.maybeApplied("reset", null));
        world.write(ledger, 10);
        lane.written();
        world.pass(HALF_A_CALL);
        adapter.heal();

        lane.flush(answer);
        world.pass(A_FEW_CALLS);

        assertThat(answer).isCompletedWithValue(true);
        assertThat(world.pending("a")).isZero();
    }

    @Test
    void flushIsNotAnsweredByTheWaitOfAWriteThatBeganBefore() {
        Setup plain = ledger.setup();
        Ledger hasty = world.ledger(new Setup(
                plain.collection(),
                plain.adapter(),
                plain.guarantees(),
                plain.policy(),
                Retry.forever().waits(Duration.ofMillis(1), Duration.ofMillis(1)),
                plain.debounce(),
                plain.patience(),
                plain.interval(),
                plain.sweep(),
                plain.parallel(),
                plain.page(),
                plain.references()));
        Lane running = world.lane(hasty, trouble -> {});
        running.start();
        world.pass(A_FEW_CALLS);
        adapter.fail(() -> TemporaryFailure.notApplied("reset", null));
        world.write(hasty, 1);
        running.written();
        world.pass(HALF_A_CALL);
        adapter.heal();

        running.flush(answer);
        world.pass(A_FEW_CALLS);

        assertThat(answer).isCompletedWithValue(true);
    }

    @Test
    void pullIsNotAnsweredByWritesThatBeganBefore() {
        lane.start();
        world.pass(A_FEW_CALLS);
        adapter.fail(() -> new Misconfigured("no such table"));
        world.write(ledger, 1);
        lane.written();
        world.pass(HALF_A_CALL);
        adapter.heal();

        lane.pull(answer);
        world.pass(A_FEW_CALLS);

        assertThat(answer).isCompletedWithValue(true);
    }

    @Test
    void wakeUpIsNotLostToACallThatBeganBefore() {
        adapter.fail(() -> TemporaryFailure.notApplied("down", null));
        world.write(ledger, 10);
        lane.start();
        world.pass(HALF_A_CALL);
        adapter.heal();

        lane.wake();
        world.pass(A_FEW_CALLS);

        assertThat(world.pending("a")).isZero();
    }

    @Test
    void whatTheServerAskedToWaitIsWaitedForAllTheSame() {
        adapter.fail(() -> TemporaryFailure.notApplied("busy", null).retryAfter(Duration.ofMinutes(20)));
        lane.start();
        world.pass(HALF_A_CALL);

        lane.pull(answer);
        world.pass(Duration.ofMinutes(19));

        assertThat(answer).isCompletedWithValue(false);
        assertThat(adapter.calls()).isEqualTo(1);
    }

    @Test
    void flushOfNothingNeedsNoBackend() {
        adapter.fail(() -> TemporaryFailure.notApplied("down", null));
        lane.start();
        world.pass(Duration.ofHours(1));
        adapter.forget();

        lane.flush(answer);

        assertThat(answer).isCompletedWithValue(true);
        CompletableFuture<Boolean> offline = new CompletableFuture<>();
        lane.doors(Doors.shut());
        lane.flush(offline);
        assertThat(offline).isCompletedWithValue(true);
    }

    @Test
    void whatBeganAfterTheQuestionAnswersIt() {
        adapter.fail(() -> TemporaryFailure.notApplied("down", null));
        world.write(ledger, 10);
        lane.start();
        world.pass(HALF_A_CALL);

        lane.flush(answer);
        world.pass(A_FEW_CALLS);

        assertThat(answer).isCompletedWithValue(false);
        assertThat(adapter.calls()).isEqualTo(2);
    }
}
