package dev.mooring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.LocalStore;
import dev.mooring.store.MemoryStore;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever waits for the engine when it is closed waits no longer: nobody would answer. */
class ClosingTest {

    private final StuckStore store = new StuckStore();
    private final Mooring mooring = Mooring.open(store);
    private final Records<Map<String, @Nullable Object>> todos =
            mooring.records("todos").sync(new InMemoryBackend().client()).open();

    @AfterEach
    void close() {
        store.free.countDown();
        mooring.close();
    }

    @Test
    void gateThatIsMovedWhileEverythingEndsSaysThatItIsClosed() throws Exception {
        assertThat(closedDuring(records -> records.gate(false))).hasMessage("this Mooring is closed");
    }

    @Test
    void flushThatTheEngineNeverGetsToSaysThatItIsClosed() throws Exception {
        assertThat(closedDuring(records -> records.flush(Rig.MOST.multipliedBy(10))))
                .hasMessage("this Mooring is closed");
    }

    /** What a call throws that waits for the engine, which is busy, when it is closed. */
    private IllegalStateException closedDuring(Consumer<Records<?>> call) throws Exception {
        store.stuck = true;
        todos.wakeUp();
        assertThat(store.arrived.await(20, TimeUnit.SECONDS)).isTrue();
        FutureTask<IllegalStateException> thrown = new FutureTask<>(() -> {
            try {
                call.accept(todos);
                return new IllegalStateException("nothing was thrown");
            } catch (IllegalStateException e) {
                return e;
            }
        });
        Thread waiting = new Thread(thrown, "waiting");
        waiting.start();
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (waiting.getState() != Thread.State.TIMED_WAITING && waiting.isAlive()) {
            assertThat(System.nanoTime()).as("it waits for the engine").isLessThan(limit);
            Thread.onSpinWait();
        }

        // an interrupted thread does not wait for the engine to come to rest
        Thread.currentThread().interrupt();
        mooring.close();

        assertThat(Thread.interrupted()).isTrue();
        return thrown.get(20, TimeUnit.SECONDS);
    }

    /** Holds up the control thread. */
    private static final class StuckStore implements LocalStore {

        private final LocalStore inner = new MemoryStore();
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch free = new CountDownLatch(1);
        private volatile boolean stuck;

        @Override
        public <T> T read(Function<? super StoreReader, T> work) {
            holdUp();
            return inner.read(work);
        }

        @Override
        public <T> T write(Function<? super StoreTransaction, T> work) {
            holdUp();
            return inner.write(work);
        }

        private void holdUp() {
            if (stuck && Thread.currentThread().getName().startsWith("mooring-control")) {
                arrived.countDown();
                try {
                    free.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
