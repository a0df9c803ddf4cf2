package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Trouble;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.TemporaryFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the engine does not do: when nothing can be reached, when nobody asks, when it is offline. */
class QuietTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualWorld world = new VirtualWorld();
    private final List<Trouble> troubles = new ArrayList<>();

    @Test
    void whileBackendsAreDownEachHasOneProbeHoweverManyWritesWait() {
        List<CountingAdapter> adapters = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            CountingAdapter down = adapter();
            down.fail(() -> TemporaryFailure.notApplied("down", null));
            adapters.add(down);
            Ledger ledger = ledger(name, down);
            world.write(ledger, 1_000);
            world.lane(ledger, troubles::add).start();
        }
        world.pass(Duration.ofMinutes(1));
        adapters.forEach(CountingAdapter::forget);

        world.pass(HOUR);

        assertThat(adapters).allSatisfy(down -> {
            assertThat(down.writes()).isEmpty();
            // at most every two and a half minutes, half of the longest wait
            assertThat(down.reads()).hasSizeBetween(10, 26);
        });
        adapters.forEach(CountingAdapter::heal);
        world.pass(HOUR);
        assertThat(List.of("a", "b", "c"))
                .allSatisfy(name -> assertThat(world.pending(name)).isZero());
    }

    @Test
    void eachFailureIsToldOnce() {
        CountingAdapter down = adapter();
        down.fail(() -> TemporaryFailure.notApplied("down", null));
        Ledger ledger = ledger("a", down);
        world.write(ledger, 1_000);
        world.lane(ledger, troubles::add).start();

        world.pass(HOUR);

        assertThat(troubles).hasSize(down.calls());
    }

    @Test
    void retryAfterIsWaitedForWhenItIsLongerThanTheOwnWait() {
        CountingAdapter busy = adapter();
        busy.fail(() -> TemporaryFailure.notApplied("busy", null).retryAfter(Duration.ofMinutes(20)));
        Ledger ledger = ledger("a", busy);
        world.write(ledger, 10);
        world.lane(ledger, troubles::add).start();
        world.pass(Duration.ofMinutes(25));
        busy.forget();

        world.pass(Duration.ofHours(2));

        assertThat(busy.writes()).isEmpty();
        assertThat(busy.reads()).hasSizeBetween(4, 6);
        for (int i = 1; i < busy.reads().size(); i++) {
            assertThat(Duration.between(busy.reads().get(i - 1), busy.reads().get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(20));
        }
    }

    @Test
    void misconfiguredCollectionStandsStillUntilSomebodyAsks() {
        CountingAdapter wrong = adapter();
        wrong.fail(() -> new Misconfigured("no such table"));
        Lane lane = world.lane(ledger("a", wrong), troubles::add);
        lane.start();
        world.pass(HOUR);
        assertThat(wrong.calls()).isEqualTo(1);
        wrong.heal();

        CompletableFuture<Boolean> flushed = new CompletableFuture<>();
        lane.flush(flushed);
        world.pass(HOUR);

        assertThat(flushed).isCompleted();
        assertThat(wrong.calls()).isGreaterThan(1);
    }

    @Test
    void offlineBeginsNoCallAndOnlineSendsAtOnce() {
        CountingAdapter adapter = adapter();
        Ledger ledger = ledger("a", adapter);
        Lane lane = world.lane(ledger, troubles::add);
        lane.start();
        world.pass(HOUR);
        lane.doors(Doors.shut());
        adapter.forget();
        world.write(ledger, 10);
        lane.written();

        world.pass(HOUR);
        assertThat(adapter.calls()).isZero();
        lane.doors(Doors.OPEN);
        lane.wake();
        world.pass(Duration.ofSeconds(1));

        assertThat(world.pending("a")).isZero();
    }

    @Test
    void onlineIsAProbeAtOnceWhenTheBackendWasDown() {
        CountingAdapter adapter = adapter();
        adapter.fail(() -> TemporaryFailure.notApplied("down", null));
        Ledger ledger = ledger("a", adapter);
        world.write(ledger, 3);
        Lane lane = world.lane(ledger, troubles::add);
        lane.start();
        world.pass(HOUR);
        adapter.heal();
        adapter.forget();

        lane.tryAgain();
        world.pass(Duration.ofSeconds(1));

        assertThat(world.pending("a")).isZero();
    }

    @Test
    void meteredSendsWritesAndAsksForChangesOnlyWhenAskedTo() {
        CountingAdapter adapter = adapter();
        Ledger ledger = ledger("a", adapter);
        Lane lane = world.lane(ledger, troubles::add);
        lane.start();
        world.pass(HOUR);
        lane.doors(Doors.OPEN.sparingly());
        world.pass(Duration.ofMinutes(2));
        adapter.forget();

        world.write(ledger, 5);
        lane.written();
        lane.refetch();
        world.pass(HOUR);
        assertThat(adapter.writes()).hasSize(5);
        assertThat(adapter.reads()).isEmpty();
        CompletableFuture<Boolean> pulled = new CompletableFuture<>();
        lane.pull(pulled);
        world.pass(Duration.ofSeconds(1));

        assertThat(pulled).isCompletedWithValue(true);
        assertThat(adapter.reads()).hasSize(1);
    }

    @Test
    void meteredStillProbesABackendThatIsDown() {
        CountingAdapter adapter = adapter();
        adapter.fail(() -> TemporaryFailure.notApplied("down", null));
        Ledger ledger = ledger("a", adapter);
        world.write(ledger, 3);
        Lane lane = world.lane(ledger, troubles::add);
        lane.doors(Doors.OPEN.sparingly());
        lane.start();
        world.pass(HOUR);
        adapter.heal();

        world.pass(HOUR);

        assertThat(world.pending("a")).isZero();
    }

    @Test
    void manyWishesWhileOnePullRunsCauseExactlyOneMore() {
        CountingAdapter adapter = adapter();
        Lane lane = world.lane(ledger("a", adapter), troubles::add);
        lane.start();
        world.pass(HOUR);
        adapter.forget();
        lane.refetch();
        assertThat(adapter.reads()).hasSize(1);

        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            answers.add(answer);
            lane.pull(answer);
            lane.refetch();
            lane.wake();
        }
        world.pass(Duration.ofSeconds(10));

        assertThat(adapter.reads()).hasSize(2);
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(true));
    }

    @Test
    void intervalRunsWithoutAnyObserver() {
        CountingAdapter adapter = adapter();
        world.lane(ledger("a", adapter), troubles::add).start();

        world.pass(HOUR);

        assertThat(adapter.reads()).hasSizeBetween(59, 61);
    }

    @Test
    void freshDataAreNotAskedForBeforeTheyAreStale() {
        CountingAdapter adapter = adapter();
        Lane lane = world.lane(ledger("a", adapter), troubles::add);
        Instant stale = world.clock().instant().plus(Duration.ofMinutes(10));

        lane.rest(stale);
        lane.start();
        world.pass(Duration.ofMinutes(9));
        assertThat(adapter.calls()).isZero();
        world.pass(Duration.ofMinutes(2));

        assertThat(adapter.reads()).first().isEqualTo(stale);
    }

    @Test
    void invalidDataStayInvalidUntilAPullThatBeganLaterHasEnded() {
        CountingAdapter adapter = adapter();
        Ledger ledger = ledger("a", adapter);
        Lane lane = world.lane(ledger, troubles::add);
        lane.start();
        world.pass(HOUR);
        lane.refetch();
        world.store().write(tx -> {
            ledger.invalidate(tx);
            return tx;
        });
        lane.refetch();

        world.pass(Duration.ofMillis(15));
        assertThat(world.store().read(ledger::isInvalid)).isTrue();
        world.pass(Duration.ofMillis(15));

        assertThat(world.store().read(ledger::isInvalid)).isFalse();
    }

    private CountingAdapter adapter() {
        return new CountingAdapter(
                InMemoryBackend.builder().clock(world.clock()).build(), world.clock());
    }

    private Ledger ledger(String name, CountingAdapter adapter) {
        return world.ledger(Setup.of(name, adapter));
    }
}
