package dev.mooring.support.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.Replay;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResilientAdapterTest {

    private final TemporaryFailure lost = TemporaryFailure.maybeApplied("lost", null);
    private final TemporaryFailure down = TemporaryFailure.notApplied("down", null);
    private static final WriteKey KEY = WriteKey.of("d", 1);
    private static final Create CREATE = Create.of(KEY, "a", Map.of("x", 1));
    private static final Update UPDATE = Update.unconditional(KEY, "a", Map.of("x", 1));
    private static final Delete DELETE = Delete.unconditional(KEY, "a");

    private final FakeBackend backend = new FakeBackend();
    private final List<Duration> pauses = new ArrayList<>();
    private final SyncAdapter adapter = policy().build().around(backend);

    private Resilience.Builder policy() {
        return Resilience.builder("test").random(() -> 0.5).sleeper(pauses::add);
    }

    @Test
    void aTemporaryFailureIsTriedAgain() {
        backend.failing(down, lost);

        adapter.list(Cursor.START, 1);

        assertThat(backend.asked).containsExactly("list", "list", "list");
    }

    @Test
    void whatIsSentAgainIsMarked() {
        backend.failing(lost, lost);
        adapter.create(CREATE);
        backend.failing(down);
        adapter.update(UPDATE);
        backend.failing(lost);
        adapter.delete(DELETE);

        assertThat(backend.asked)
                .containsExactly("create-", "create+", "create+", "update-", "update+", "delete-", "delete+");
    }

    @Test
    void attemptsEnd() {
        backend.failing(lost, lost, lost, lost);

        assertThatThrownBy(() -> adapter.update(UPDATE)).isSameAs(lost);

        assertThat(backend.asked).hasSize(3);
    }

    @Test
    void pausesGrowRandomlyUpToTheLongest() {
        SyncAdapter patient = policy().attempts(6)
                .pauses(Duration.ofMillis(100), Duration.ofMillis(500))
                .build()
                .around(backend);
        backend.failing(down, down, down, down, down);

        patient.list(Cursor.START, 1);

        assertThat(pauses).extracting(Duration::toMillis).containsExactly(50L, 100L, 200L, 250L, 250L);
    }

    @Test
    void thePauseThatTheServerAsksForIsKeptUpToALimit() {
        backend.failing(down.retryAfter(Duration.ofSeconds(5)));
        adapter.list(Cursor.START, 1);
        assertThat(pauses).containsExactly(Duration.ofMillis(5_100));

        TemporaryFailure longer = down.retryAfter(Duration.ofSeconds(6));
        backend.failing(longer);

        assertThatThrownBy(() -> adapter.list(Cursor.START, 1)).isSameAs(longer);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void aCreateThatMayDoubleIsNeverSentAgainInDoubt() {
        backend.replay = Replay.NOTHING;
        backend.failing(lost);

        assertThatThrownBy(() -> adapter.create(CREATE)).isSameAs(lost);

        assertThat(backend.asked).containsExactly("create-");
    }

    @Test
    void aCreateThatMayDoubleIsSentAgainWhileItCertainlyWasNotApplied() {
        backend.replay = Replay.NOTHING;
        backend.failing(down, lost);

        assertThatThrownBy(() -> adapter.create(CREATE)).isSameAs(lost);

        assertThat(backend.asked).containsExactly("create-", "create+");
    }

    @Test
    void updatesAndDeletesAreSentAgainWhereCreatesMayDouble() {
        backend.replay = Replay.NOTHING;
        backend.failing(lost);
        adapter.update(UPDATE);
        backend.failing(lost);
        adapter.delete(DELETE);

        assertThat(backend.asked).containsExactly("update-", "update+", "delete-", "delete+");
    }

    @Test
    void whatMayHaveBeenAppliedOnceStaysInDoubt() {
        for (RuntimeException last : List.of(down, new Unauthenticated("who?"), new Misconfigured("where?"))) {
            SyncAdapter fresh = policy().attempts(2).build().around(backend);
            backend.failures.clear();
            backend.failing(TemporaryFailure.maybeApplied("lost", null), last);

            assertThatThrownBy(() -> fresh.update(UPDATE))
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            e -> assertThat(e.maybeApplied()).isTrue())
                    .hasMessage("lost")
                    .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(last));
        }
    }

    @Test
    void aPauseAskedForLaterIsKeptInDoubt() {
        backend.failing(TemporaryFailure.maybeApplied("lost", null), down.retryAfter(Duration.ofMinutes(1)));

        assertThatThrownBy(() -> adapter.update(UPDATE)).isInstanceOfSatisfying(TemporaryFailure.class, e -> {
            assertThat(e.maybeApplied()).isTrue();
            assertThat(e.retryAfter()).contains(Duration.ofMinutes(1));
        });
    }

    @Test
    void otherFailuresAreNotTriedAgain() {
        for (RuntimeException failure : List.of(
                new Unauthenticated("u"),
                new Misconfigured("m"),
                new Rejected(new Problem("c", "m")),
                new IllegalArgumentException("limit"))) {
            backend.asked.clear();
            backend.failing(failure);

            assertThatThrownBy(() -> adapter.list(Cursor.START, 1)).isSameAs(failure);
            assertThat(backend.asked).hasSize(1);
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void aBatchIsSentAgainWholeAndMarked() {
        BatchWrites batch = adapter.capability(BatchWrites.class).orElseThrow();
        backend.failing(lost);

        assertThat(batch.write(List.of(CREATE, DELETE))).hasSize(2).allMatch(Outcome.Applied.class::isInstance);

        assertThat(backend.asked).containsExactly("batch[-, -]", "batch[+, +]");
    }

    /** Rejected says that nothing of the batch was taken: not so when an earlier attempt may have been. */
    @Test
    void aBatchThatMayHaveBeenTakenIsNotRejectedAfterwards() {
        Rejected rejected = new Rejected(new Problem("c", "m"));
        BatchWrites batch = adapter.capability(BatchWrites.class).orElseThrow();
        backend.failing(lost, rejected);

        assertThatThrownBy(() -> batch.write(List.of(CREATE, DELETE)))
                .isSameAs(lost)
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(rejected));

        backend.failing(rejected);
        assertThatThrownBy(() -> batch.write(List.of(CREATE, DELETE))).isSameAs(rejected);
    }

    @Test
    void aBatchWithACreateThatMayDoubleIsNotSentAgainInDoubt() {
        backend.replay = Replay.NOTHING;
        BatchWrites batch = adapter.capability(BatchWrites.class).orElseThrow();
        backend.failing(lost, lost);

        assertThatThrownBy(() -> batch.write(List.of(DELETE, CREATE))).isSameAs(lost);
        batch.write(List.of(DELETE));

        assertThat(backend.asked).containsExactly("batch[-, -]", "batch[-]", "batch[+]");
    }

    @Test
    void readingCapabilitiesAreTriedAgainAndOthersHandedOutAsTheyAre() {
        backend.failing(lost);
        adapter.capability(Lookup.class).orElseThrow().find(List.of("a"));
        backend.failing(lost);
        adapter.capability(KeyScan.class).orElseThrow().keys(Cursor.START, 1);
        backend.failing(lost);
        adapter.changesSince(Cursor.START, 1);

        assertThat(backend.asked).containsExactly("find", "find", "keys", "keys", "changes", "changes");
        assertThat(adapter.capability(LiveChanges.class)).containsSame(backend);
        assertThat(adapter.capability(Runnable.class)).isEmpty();
        assertThat(adapter).isNotInstanceOfAny(BatchWrites.class, Lookup.class, KeyScan.class, LiveChanges.class);
    }

    @Test
    void anInterruptionEndsTheWaitingForAnotherAttempt() {
        SyncAdapter waiting = policy().sleeper(pause -> {
                    throw new InterruptedException();
                })
                .build()
                .around(backend);
        backend.failing(lost);

        Throwable failure = catchThrowable(() -> waiting.update(UPDATE));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isSameAs(lost);
        assertThat(backend.asked).hasSize(1);
    }

    @Test
    void anInterruptedCallIsNotMadeAgain() {
        backend.during = () -> Thread.currentThread().interrupt();
        backend.failing(down);

        Throwable failure = catchThrowable(() -> adapter.update(UPDATE));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isSameAs(down);
        assertThat(backend.asked).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void theRestIsTheAdaptersOwn() {
        assertThat(adapter.guarantees()).isEqualTo(backend.guarantees());

        adapter.close();

        assertThat(backend.closed).isTrue();
    }
}
