package dev.mooring;

import static dev.mooring.Rig.MOST;
import static dev.mooring.Rig.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HooksTest {

    private Rig rig = new Rig();
    private FlakyAdapter server = rig.flaky();
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<Trouble> troubles = new LinkedBlockingQueue<>();
    private final BlockingQueue<Saved<Map<String, @Nullable Object>>> saved = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void hooksRunAroundPullsAndPushesInOrder() {
        Records<Map<String, @Nullable Object>> todos = all().manual().open();
        todos.put("1", Map.of("title", "a"));

        assertThat(todos.sync(MOST)).isTrue();

        assertThat(calls).containsExactly("before push [1]", "after push [1]", "before pull", "after pull");
    }

    @Test
    void pullOfManyPagesIsOnePull() {
        for (int i = 0; i < 5; i++) {
            rig.created("id" + i, Map.of("n", i));
        }
        Records<Map<String, @Nullable Object>> todos =
                all().manual().pageSize(2).open();

        assertThat(todos.sync(MOST)).isTrue();

        assertThat(todos.list("", 10)).hasSize(5);
        assertThat(calls).containsExactly("before pull", "after pull");
    }

    @Test
    void savedTellsTheAcknowledgedDocumentOfEachVerb() {
        Records<Map<String, @Nullable Object>> todos = all().manual().open();
        todos.put("1", Map.of("title", "a"));
        assertThat(todos.flush(MOST)).isTrue();
        assertThat(next(saved)).isEqualTo(new Saved<>(Verb.CREATE, "1", Optional.of(Map.of("title", "a"))));
        rig.updated("1", Map.of("done", true));
        assertThat(todos.sync(MOST)).isTrue();

        todos.patch("1", Map.of("title", "b"));
        assertThat(todos.flush(MOST)).isTrue();
        todos.delete("1");
        assertThat(todos.flush(MOST)).isTrue();

        assertThat(next(saved))
                .isEqualTo(new Saved<>(Verb.UPDATE, "1", Optional.of(Map.of("title", "b", "done", true))));
        assertThat(next(saved)).isEqualTo(new Saved<>(Verb.DELETE, "1", Optional.empty()));
        assertThat(saved).isEmpty();
    }

    @Test
    void savedTellsTheIdThatTheBackendMade() {
        rig.close();
        rig = new Rig(InMemoryBackend.builder()
                .guarantees(g -> g.ids(Ids.serverMade(Ids.Type.TEXT)))
                .build());
        server = rig.flaky();
        Records<Map<String, @Nullable Object>> todos = all().manual().open();
        String temporary = todos.add(Map.of("title", "a"));

        assertThat(todos.flush(MOST)).isTrue();

        Saved<Map<String, @Nullable Object>> told = next(saved);
        assertThat(told.id()).isNotEqualTo(temporary);
        assertThat(rig.there(told.id())).isPresent();
    }

    @Test
    void writesThatWereNeverSentAreNotSaved() {
        Records<Map<String, @Nullable Object>> todos = all().manual().open();
        todos.put("1", Map.of("title", "a"));
        todos.delete("1");
        todos.put("2", Map.of("title", "b"));
        todos.patch("2", Map.of("title", "c"));

        assertThat(todos.flush(MOST)).isTrue();

        assertThat(next(saved)).isEqualTo(new Saved<>(Verb.CREATE, "2", Optional.of(Map.of("title", "c"))));
        assertThat(saved).isEmpty();
    }

    @Test
    void failureIsToldOnceWithItsKindAndTheRecordConcerned() {
        Records<Map<String, @Nullable Object>> todos = all().manual().open();
        server.refuseAll(true);
        todos.put("1", Map.of("title", "a"));

        assertThat(todos.flush(MOST)).isFalse();

        Trouble first = next(troubles);
        assertThat(first.kind()).isEqualTo(Trouble.Kind.TEMPORARY);
        assertThat(first.ids()).containsExactly("1");
        assertThat(first.collection()).isEqualTo("todos");
        rig.mooring().close();
        assertThat(troubles).isEmpty();
    }

    @Test
    void writeThatIsGivenUpIsToldWithItsLetter() {
        Records<Map<String, @Nullable Object>> todos = all().manual().open();
        server.refuse("poison");
        todos.put("1", Map.of("title", "poison"));

        todos.flush(MOST);

        Trouble told = next(troubles);
        assertThat(told.kind()).isEqualTo(Trouble.Kind.GIVEN_UP);
        assertThat(told.letter().orElseThrow().write().id()).isEqualTo("1");
        assertThat(troubles).isEmpty();
    }

    @Test
    void exhaustedWriteIsTold() {
        Records<Map<String, @Nullable Object>> todos =
                all().manual().retry(Rig.FAST.times(1)).open();
        server.refuseAll(true);
        todos.put("1", Map.of("title", "a"));

        todos.flush(MOST);

        assertThat(List.of(next(troubles).kind(), next(troubles).kind()))
                .containsExactlyInAnyOrder(Trouble.Kind.TEMPORARY, Trouble.Kind.GIVEN_UP);
        assertThat(todos.status().deadLetters()).isEqualTo(1);
    }

    @Test
    void hooksThatThrowHarmNothingAndAreReported() {
        Records<Map<String, @Nullable Object>> todos = rig.mooring()
                .records("todos")
                .sync(server)
                .manual()
                .beforePush(writes -> bad("before push"))
                .afterPush(writes -> bad("after push"))
                .beforePull(() -> bad("before pull"))
                .afterPull(() -> bad("after pull"))
                .onSaved(told -> bad("saved"))
                .onError(troubles::add)
                .onError(told -> bad("error"))
                .open();
        todos.put("1", Map.of("title", "a"));

        assertThat(todos.sync(MOST)).isTrue();

        assertThat(rig.there("1")).isPresent();
        for (int i = 0; i < 5; i++) {
            assertThat(next(troubles).kind()).isEqualTo(Trouble.Kind.HOOK);
        }
        assertThat(troubles).isEmpty();
    }

    @Test
    void hooksThatBlockHoldUpTheirOwnCollectionAlone() {
        CountDownLatch never = new CountDownLatch(1);
        Records<Map<String, @Nullable Object>> stuck = rig.mooring()
                .records("stuck")
                .sync(rig.client())
                .beforePull(() -> await(never))
                .onSaved(told -> await(never))
                .open();
        Records<Map<String, @Nullable Object>> todos = all().open();
        stuck.put("1", Map.of("title", "a"));
        todos.put("2", Map.of("title", "b"));

        assertThat(todos.awaitPushed("2", MOST)).isTrue();
        assertThat(stuck.get("1")).isPresent();
        never.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void bad(String what) {
        throw new IllegalStateException("bad hook " + what);
    }

    private RecordsBuilder<Map<String, @Nullable Object>> all() {
        return rig.mooring()
                .records("todos")
                .sync(server)
                .beforePull(() -> calls.add("before pull"))
                .afterPull(() -> calls.add("after pull"))
                .beforePush(writes -> calls.add("before push "
                        + writes.stream().map(write -> write.id()).toList()))
                .afterPush(writes -> calls.add(
                        "after push " + writes.stream().map(write -> write.id()).toList()))
                .onSaved(saved::add)
                .onError(troubles::add);
    }
}
