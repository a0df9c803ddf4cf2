package dev.mooring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.LocalStore;
import dev.mooring.store.MemoryStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An adapter that fails with an error is tried again: a lane that waits for an answer would wait for ever. */
class BrokenEventTest {

    @Test
    void errorOfAnAdapterIsAFailureLikeAnother() {
        try (Rig rig = new Rig()) {
            ErringAdapter adapter = new ErringAdapter(rig.client());
            Records<Map<String, @Nullable Object>> todos =
                    rig.mooring().records("todos").sync(adapter).open();
            todos.put("1", Map.of("n", 1));

            assertThat(todos.awaitPushed("1", Rig.MOST)).isTrue();
            assertThat(adapter.asked).hasValueGreaterThan(1);
        }
    }

    @Test
    void errorOnTheControlThreadIsTroubleAndItGoesOn() {
        ErringStore store = new ErringStore();
        InMemoryBackend backend = new InMemoryBackend();
        try (Mooring mooring = Mooring.builder(store).retry(Rig.FAST).open()) {
            BlockingQueue<Trouble> told = new LinkedBlockingQueue<>();
            Records<Map<String, @Nullable Object>> todos = mooring.records("todos")
                    .sync(backend.client())
                    .onError(told::add)
                    .open();
            assertThat(todos.sync(Rig.MOST)).isTrue();
            store.failing.set(true);

            todos.put("1", Map.of("n", 1));

            assertThat(Rig.next(told).message()).contains("too deep");
            assertThat(todos.awaitPushed("1", Rig.MOST)).isTrue();
        }
    }

    /** Its answer to a push fails once. */
    private static final class ErringStore implements LocalStore {

        private final LocalStore inner = new MemoryStore();
        private final AtomicBoolean failing = new AtomicBoolean();

        @Override
        public <T> T read(Function<? super StoreReader, T> work) {
            return inner.read(work);
        }

        @Override
        public <T> T write(Function<? super StoreTransaction, T> work) {
            boolean control = Thread.currentThread().getName().startsWith("mooring-control");
            if (control && inner.read(ErringStore::isOnItsWay) && failing.compareAndSet(true, false)) {
                throw new StackOverflowError("too deep");
            }
            return inner.write(work);
        }

        private static boolean isOnItsWay(StoreReader reader) {
            return !reader.pending("todos", PendingWrite.Status.CLAIMED, Instant.MAX, 1)
                    .isEmpty();
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private static final class ErringAdapter implements SyncAdapter {

        private final SyncAdapter inner;
        private final AtomicInteger asked = new AtomicInteger();

        ErringAdapter(SyncAdapter inner) {
            this.inner = inner;
        }

        @Override
        public ChangePage changesSince(Cursor since, int limit) {
            if (asked.incrementAndGet() == 1) {
                throw new StackOverflowError("a page that nests too deep");
            }
            return inner.changesSince(since, limit);
        }

        @Override
        public Page list(Cursor from, int limit) {
            return inner.list(from, limit);
        }

        @Override
        public Outcome create(Create create) {
            return inner.create(create);
        }

        @Override
        public Outcome update(Update update) {
            return inner.update(update);
        }

        @Override
        public Outcome delete(Delete delete) {
            return inner.delete(delete);
        }

        @Override
        public Guarantees guarantees() {
            return inner.guarantees();
        }
    }
}
