package dev.mooring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
