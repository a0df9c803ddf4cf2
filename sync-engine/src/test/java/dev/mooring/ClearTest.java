package dev.mooring;

import static dev.mooring.Rig.MOST;
import static dev.mooring.Rig.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.internal.engine.Clearing;
import dev.mooring.store.MemoryStore;
import dev.mooring.store.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Law 19: clear keeps nothing, reset begins anew, late answers change nothing. */
class ClearTest {

    private final Rig rig = new Rig();
    private final FlakyAdapter server = rig.flaky();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void clearKeepsNothingAndNothingTravelsUntilReset() {
        server.refuse("poison");
        Records<Map<String, @Nullable Object>> todos = todos();
        todos.put("dead", Map.of("title", "poison"));
        todos.put("1", Map.of("title", "a"));
        todos.flush(MOST);
        todos.gate(false);
        todos.put("2", Map.of("title", "never sent"));

        todos.clear();

        assertThat(todos.list("", 10)).isEmpty();
        assertThat(todos.status().settled()).isTrue();
        assertThat(todos.status().loaded()).isFalse();
        assertThat(todos.status().problem()).isEmpty();
        assertThat(todos.sync(MOST)).isFalse();
        Collection<String> left = rig.store().read(reader -> reader.collections());
        assertThat(left).doesNotContain("todos");
        todos.reset();
        assertThat(todos.sync(MOST)).isTrue();
        assertThat(todos.list("", 10)).extracting(RecordChange::id).containsExactly("1");
        assertThat(rig.there("2")).isEmpty();
    }

    @Test
    void resetThatIsNotDoneDoesNotReturnAsIfItWere() {
        Records<Map<String, @Nullable Object>> todos = todos();
        todos.put("1", Map.of("title", "a"));
        assertThat(todos.sync(MOST)).isTrue();
        CountDownLatch held = new CountDownLatch(1);
        AtomicBoolean armed = new AtomicBoolean();
        List<Runnable> later = new CopyOnWriteArrayList<>();
        todos.observe(changes -> {}, work -> {
            later.add(work);
            if (armed.get()) {
                await(held);
            }
        });
        later.get(0).run();
        armed.set(true);

        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(todos::reset)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("'todos'");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
            held.countDown();
        }

        assertThat(todos.sync(MOST)).isTrue();
        assertThat(todos.list("", 10)).extracting(RecordChange::id).containsExactly("1");
    }

    @Test
    void resetWhileACreateIsInFlightDoesNotBringItBackNorCountWrongly() {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        Gate pulls = Gate.opened();
        Records<Map<String, @Nullable Object>> todos = rig.mooring()
                .records("todos")
                .sync(server)
                .waitFor(pulls)
                .afterPush(writes -> {
                    arrived.countDown();
                    await(answers);
                })
                .open();
        todos.put("1", Map.of("title", "a"));
        await(arrived);

        pulls.set(false);
        todos.reset();
        answers.countDown();

        assertThat(todos.sync(MOST)).isFalse();
        assertThat(todos.get("1")).isEmpty();
        assertThat(todos.status().pending()).isZero();
        pulls.set(true);
        assertThat(todos.sync(MOST)).isTrue();
        assertThat(todos.get("1")).isPresent();
    }

    @Test
    void firstWriteAfterResetIsStoredToldAndSentAndResetCanBeRepeated() {
        Records<Map<String, @Nullable Object>> todos = todos();
        BlockingQueue<RecordChange<Map<String, @Nullable Object>>> seen = new LinkedBlockingQueue<>();
        Subscription subscription = todos.observe(seen::addAll);
        for (int i = 0; i < 3; i++) {
            todos.reset();
            String id = "id" + i;
            todos.put(id, Map.of("n", i));

            while (!next(seen).id().equals(id)) {
                // earlier ones are told again after each reset
            }
            assertThat(todos.flush(MOST)).isTrue();
            assertThat(rig.there(id)).isPresent();
        }
        subscription.close();
    }

    @Test
    void observersSeeThatEverythingIsGone() {
        Records<Map<String, @Nullable Object>> local =
                rig.mooring().records("local").open();
        local.put("1", Map.of("n", 1));
        BlockingQueue<RecordChange<Map<String, @Nullable Object>>> seen = new LinkedBlockingQueue<>();
        Subscription subscription = local.observe(seen::addAll);
        assertThat(next(seen).value()).isPresent();

        local.clear();

        assertThat(next(seen)).isEqualTo(new RecordChange<>("1", Optional.empty()));
        subscription.close();
    }

    @Test
    void wholeMooringIsClearedCollectionsThatAreNotOpenIncluded() {
        rig.mooring().records("old").open().put("1", Map.of("n", 1));
        rig.restart();
        Records<Map<String, @Nullable Object>> todos = todos();
        todos.put("1", Map.of("title", "a"));
        assertThat(todos.sync(MOST)).isTrue();

        rig.mooring().clear();
        assertThat(todos.list("", 10)).isEmpty();
        assertThat(rig.mooring().records("old").open().list("", 10)).isEmpty();
        rig.mooring().reset();

        assertThat(todos.sync(MOST)).isTrue();
        assertThat(todos.get("1")).isPresent();
    }

    @Test
    void clearingThatACrashCutShortGoesOnAtTheNextStart() {
        MemoryStore disk = new MemoryStore();
        Mooring before = Mooring.open(disk);
        Records<Map<String, @Nullable Object>> rows = before.records("rows").open();
        for (int i = 0; i < 1_200; i++) {
            rows.put("id" + i, Map.of("n", i));
        }
        before.close();
        MemoryStore half = disk.reopen();
        int[] parts = {0};
        try {
            new Clearing(half, "rows").run(id -> {
                if (++parts[0] == 600) {
                    half.close();
                }
            });
        } catch (StoreException e) {
            // the process dies in the middle
        }

        try (Mooring after = Mooring.open(half.reopen())) {
            assertThat(after.records("rows").open().list("", 2_000)).isEmpty();
        }
    }

    private Records<Map<String, @Nullable Object>> todos() {
        return rig.mooring().records("todos").sync(server).open();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
