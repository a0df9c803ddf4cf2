package dev.mooring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.MemoryStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.Create;
import dev.mooring.sync.Document;
import dev.mooring.sync.Replay;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Verb;
import dev.mooring.sync.WriteKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private static final Duration MOST = Duration.ofSeconds(20);
    private static final Retry FAST = Retry.forever().waits(Duration.ofMillis(1), Duration.ofMillis(5));

    private final InMemoryBackend backend = new InMemoryBackend();
    private final SyncAdapter server = backend.client();
    private MemoryStore store = new MemoryStore();
    private Mooring mooring = Mooring.open(store);

    @AfterEach
    void close() {
        mooring.close();
    }

    @Test
    void law1_writeIsThereAtOnceAndAfterARestart() {
        Records<Todo> todos = mooring.records("todos", Todo.class).open();

        todos.put("1", new Todo("Buy milk", false));
        assertThat(todos.get("1")).contains(new Todo("Buy milk", false));
        restart();

        assertThat(mooring.records("todos", Todo.class).open().get("1")).contains(new Todo("Buy milk", false));
    }

    @Test
    void law4_offlineEditsArriveOnceAfterARestart() {
        FlakyAdapter down = new FlakyAdapter(backend.client());
        down.refuseAll(true);
        Records<Map<String, @Nullable Object>> offline = todos(down);
        offline.put("1", Map.of("title", "a"));
        offline.put("2", Map.of("title", "b"));
        offline.patch("1", Map.of("title", "c"));
        restart();

        Records<Map<String, @Nullable Object>> online = todos(server);

        assertThat(online.sync(MOST)).isTrue();
        assertThat(online.status().pending()).isZero();
        assertThat(there("1")).contains(Map.of("title", "c"));
        assertThat(there("2")).contains(Map.of("title", "b"));
    }

    @Test
    void law4_createThatMayDoubleWaitsInDoubtUntilItIsDecided() {
        InMemoryBackend forgetful = InMemoryBackend.builder()
                .guarantees(g -> g.replay(Replay.NOTHING))
                .build();
        FlakyAdapter losing = new FlakyAdapter(forgetful.client());
        losing.loseAnswers(true);
        Records<Map<String, @Nullable Object>> todos = todos(losing);
        todos.put("1", Map.of("title", "a"));
        todos.flush(MOST);
        losing.loseAnswers(false);
        todos.sync(MOST);
        todos.sync(MOST);

        assertThat(todos.pendingWrites(0, 10))
                .singleElement()
                .satisfies(write -> assertThat(write.status()).isEqualTo(PendingWrite.Status.IN_DOUBT));
        assertThat(losing.arrivals()).hasSize(1);
        assertThat(todos.resend("1")).isTrue();

        assertThat(todos.awaitPushed("1", MOST)).isTrue();
        assertThat(forgetful.client().find(List.of("1"))).hasSize(1);
    }

    @Test
    void law5_pendingEditIsSeenThroughAPull() {
        server.create(Create.of(WriteKey.of("other", 1), "1", Map.of("title", "a", "done", false)));
        Records<Map<String, @Nullable Object>> todos = todos(server);
        assertThat(todos.sync(MOST)).isTrue();
        todos.gate(false);
        todos.patch("1", Map.of("title", "mine"));
        Document now = document("1");
        server.update(Update.of(WriteKey.of("other", 2), now, Map.of("done", true)));

        todos.gate(true);
        assertThat(todos.sync(MOST)).isTrue();

        assertThat(todos.get("1")).contains(Map.of("title", "mine", "done", true));
        assertThat(there("1")).contains(Map.of("title", "mine", "done", true));
    }

    @Test
    void law9_refusedWriteBecomesADeadLetterAndTheViewRollsBack() throws InterruptedException {
        FlakyAdapter picky = new FlakyAdapter(backend.client());
        picky.refuse("poison");
        BlockingQueue<Trouble> told = new LinkedBlockingQueue<>();
        Records<Map<String, @Nullable Object>> todos = mooring.records("todos")
                .sync(picky)
                .retry(FAST)
                .onError(told::add)
                .open();

        todos.put("bad", Map.of("title", "poison"));
        todos.put("good", Map.of("title", "fine"));

        assertThat(todos.awaitPushed("good", MOST)).isTrue();
        todos.awaitPushed("bad", MOST);
        assertThat(todos.get("bad")).isEmpty();
        assertThat(todos.status().deadLetters()).isEqualTo(1);
        assertThat(todos.status().pending()).isZero();
        assertThat(there("good")).isPresent();
        Trouble trouble = told.poll(10, TimeUnit.SECONDS);
        assertThat(trouble).isNotNull();
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.GIVEN_UP);
        assertThat(trouble.ids()).containsExactly("bad");
        assertThat(told).isEmpty();
    }

    @Test
    void law10_onePoisonedWriteOfABatchCostsABisect() {
        FlakyAdapter picky = new FlakyAdapter(backend.client());
        picky.batches(true);
        picky.refuse("poison");
        Records<Map<String, @Nullable Object>> todos =
                mooring.records("todos").sync(picky).retry(FAST).manual().open();
        for (int i = 0; i < 64; i++) {
            todos.put("id" + i, Map.of("title", i == 40 ? "poison" : "fine"));
        }

        assertThat(todos.sync(MOST)).isTrue();

        assertThat(todos.status().pending()).isZero();
        assertThat(todos.status().deadLetters()).isEqualTo(1);
        assertThat(picky.batchCalls()).isLessThanOrEqualTo(1 + 2 * 6);
    }

    @Test
    void law11_deadLetterSurvivesAndGoesAgainEdited() {
        FlakyAdapter picky = new FlakyAdapter(backend.client());
        picky.refuse("poison");
        Records<Map<String, @Nullable Object>> todos = todos(picky);
        todos.put("1", Map.of("title", "poison"));
        todos.awaitPushed("1", MOST);
        restart();

        Records<Map<String, @Nullable Object>> again = todos(picky);
        DeadLetter letter = again.deadLetters(0, 10).get(0);
        again.requeue(letter.number(), Map.of("title", "mended"));

        assertThat(again.awaitPushed("1", MOST)).isTrue();
        assertThat(again.deadLetters(0, 10)).isEmpty();
        assertThat(there("1")).contains(Map.of("title", "mended"));
    }

    @Test
    void law9_dependantsAreParkedWithWhatTheyDependOn() {
        FlakyAdapter picky = new FlakyAdapter(backend.client());
        picky.refuse("poison");
        Records<Map<String, @Nullable Object>> lists =
                mooring.records("lists").sync(picky).manual().open();
        Records<Map<String, @Nullable Object>> items = mooring.records("items")
                .sync(server)
                .reference("list", "lists")
                .manual()
                .open();
        lists.put("l", Map.of("title", "poison"));
        items.put("i", Map.of("list", "l"));

        lists.flush(MOST);

        assertThat(items.status().pending()).isZero();
        assertThat(items.deadLetters(0, 10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.DEPENDENCY));
        assertThat(items.get("i")).isEmpty();
    }

    @Test
    void law13_groupReachesTheBackendInOrder() {
        FlakyAdapter seen = new FlakyAdapter(backend.client());
        Records<Map<String, @Nullable Object>> todos = todos(seen);

        mooring.transaction(group -> {
            for (int i = 9; i >= 0; i--) {
                Map<String, @Nullable Object> fields = Map.of("n", i);
                group.put(todos, "id" + i, fields);
            }
        });

        assertThat(todos.awaitPushed("id0", MOST)).isTrue();
        assertThat(seen.arrivals())
                .containsExactly("id9", "id8", "id7", "id6", "id5", "id4", "id3", "id2", "id1", "id0");
    }

    @Test
    void law19_resetForgetsAndLoadsAnew() {
        Records<Map<String, @Nullable Object>> todos = todos(server);
        todos.put("1", Map.of("title", "a"));
        assertThat(todos.sync(MOST)).isTrue();
        todos.gate(false);
        todos.put("2", Map.of("title", "never sent"));

        todos.reset();
        assertThat(todos.sync(MOST)).isTrue();

        assertThat(todos.get("1")).isPresent();
        assertThat(todos.get("2")).isEmpty();
        assertThat(todos.status().pending()).isZero();
        assertThat(there("2")).isEmpty();
    }

    @Test
    void law21_typedPutLeavesFieldsThatItsTypeLacks() {
        server.create(Create.of(WriteKey.of("other", 1), "1", Map.of("title", "a", "done", false, "owner", "ann")));
        Records<Todo> todos = mooring.records("todos", Todo.class).sync(server).open();
        assertThat(todos.sync(MOST)).isTrue();

        todos.put("1", new Todo("b", true));

        assertThat(todos.awaitPushed("1", MOST)).isTrue();
        assertThat(there("1")).contains(Map.of("title", "b", "done", true, "owner", "ann"));
    }

    @Test
    @SuppressWarnings("try") // the subscription is only held open
    void observerSeesWhatIsThereAndThenEveryChange() throws InterruptedException {
        Records<Todo> todos = mooring.records("todos", Todo.class).open();
        todos.put("1", new Todo("a", false));
        BlockingQueue<RecordChange<Todo>> seen = new LinkedBlockingQueue<>();

        Subscription subscription = todos.observe(seen::addAll);
        try {
            assertThat(seen.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new RecordChange<>("1", Optional.of(new Todo("a", false))));
            todos.put("2", new Todo("b", false));
            assertThat(seen.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new RecordChange<>("2", Optional.of(new Todo("b", false))));
            todos.delete("1");
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(new RecordChange<>("1", Optional.empty()));
        } finally {
            subscription.close();
        }
    }

    @Test
    void verbThatTheBackendLacksIsRefusedAtTheCall() {
        SyncAdapter readers = InMemoryBackend.builder()
                .guarantees(g -> g.verbs(Set.of(Verb.CREATE)))
                .build()
                .client();
        Records<Map<String, @Nullable Object>> todos = todos(readers);
        todos.put("1", Map.of("title", "a"));
        assertThat(todos.sync(MOST)).isTrue();

        assertThatThrownBy(() -> todos.delete("1")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(todos.get("1")).isPresent();
    }

    @Test
    void nameThatIsOpenIsTheSameInstanceOrAnError() {
        Records<Map<String, @Nullable Object>> todos = todos(server);

        assertThat(todos(server)).isSameAs(todos);
        assertThatThrownBy(() -> mooring.records("todos")
                        .sync(server)
                        .retry(FAST)
                        .debounce(MOST)
                        .manual()
                        .open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("collection 'todos' is open already, with another debounce, mode");
        assertThatThrownBy(() -> mooring.records("todos", Todo.class)
                        .sync(server)
                        .retry(FAST)
                        .open())
                .hasMessageContaining("another type");
    }

    private Records<Map<String, @Nullable Object>> todos(SyncAdapter adapter) {
        return mooring.records("todos").sync(adapter).retry(FAST).open();
    }

    private void restart() {
        mooring.close();
        store = store.reopen();
        mooring = Mooring.open(store);
    }

    private Document document(String id) {
        return backend.client().find(List.of(id)).get(0);
    }

    private Optional<Map<String, @Nullable Object>> there(String id) {
        return backend.client().find(List.of(id)).stream().map(Document::fields).findFirst();
    }

    record Todo(String title, boolean done) {}
}
