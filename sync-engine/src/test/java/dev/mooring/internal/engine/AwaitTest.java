package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.sync.TemporaryFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Waiting for records to be pushed, by many. */
class AwaitTest {

    private static final Duration A_CALL = Duration.ofMillis(15);
    private static final int MANY = 1_200;

    private final VirtualWorld world = new VirtualWorld();
    private final CountingAdapter adapter =
            new CountingAdapter(InMemoryBackend.builder().clock(world.clock()).build(), world.clock());
    private final Ledger ledger = world.ledger(Setup.of("a", adapter));
    private final CountingStore store = new CountingStore();
    private final Lane lane = new Lane(store, ledger, world.world(), trouble -> {});

    @Test
    void stepCostsAsManyReadsForManyWhoWaitAsForOne() {
        world.write(ledger, MANY);
        List<CompletableFuture<Boolean>> waiting = new ArrayList<>(List.of(awaited("r0")));
        lane.written();
        int one = readsOfAStep();

        for (int i = 1; i < MANY; i++) {
            waiting.add(awaited("r" + i));
        }

        assertThat(readsOfAStep()).isEqualTo(one);
        lane.start();
        world.pass(A_CALL.multipliedBy(2_000));
        assertThat(waiting).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(true));
    }

    @Test
    void eachIsToldWhenItsOwnRecordIsSettled() {
        adapter.failOnly("r1", () -> TemporaryFailure.notApplied("down", null));
        lane.start();
        world.pass(A_CALL);
        world.write(ledger, 3);
        CompletableFuture<Boolean> first = awaited("r0");
        CompletableFuture<Boolean> failing = awaited("r1");
        CompletableFuture<Boolean> again = awaited("r2");
        CompletableFuture<Boolean> unknown = awaited("nothing");

        assertThat(unknown).isCompletedWithValue(true);
        lane.written();
        world.pass(A_CALL);

        assertThat(first).isCompletedWithValue(true);
        assertThat(again).isCompletedWithValue(true);
        assertThat(failing).isNotDone();
        lane.lost("r1");
        assertThat(failing).isCompletedWithValue(false);
    }

    private CompletableFuture<Boolean> awaited(String id) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        lane.await(id, answer);
        return answer;
    }

    private int readsOfAStep() {
        int before = store.reads;
        lane.written();
        return store.reads - before;
    }

    private final class CountingStore implements LocalStore {

        private int reads;

        @Override
        public <T> T read(Function<? super StoreReader, T> work) {
            reads++;
            return world.store().read(work);
        }

        @Override
        public <T> T write(Function<? super StoreTransaction, T> work) {
            return world.store().write(work);
        }

        @Override
        public void close() {
            world.store().close();
        }
    }
}
