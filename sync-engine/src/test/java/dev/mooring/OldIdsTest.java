package dev.mooring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.MemoryStore;
import dev.mooring.sync.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The id that an application gave a record finds it after the backend made its own. */
class OldIdsTest {

    private static final Duration MOST = Duration.ofSeconds(20);

    private final InMemoryBackend backend = InMemoryBackend.builder()
            .guarantees(g -> g.ids(Ids.serverMade(Ids.Type.INTEGER)))
            .build();
    private final MemoryStore store = new MemoryStore();
    private final Mooring mooring = Mooring.open(store);

    @AfterEach
    void close() {
        mooring.close();
    }

    private Records<Map<String, @Nullable Object>> lists() {
        return mooring.records("lists").sync(backend.client()).open();
    }

    @Test
    void oldIdFindsItsRecord() {
        Records<Map<String, @Nullable Object>> lists = lists();
        lists.put("mine", Map.of("title", "a"));
        assertThat(lists.awaitPushed("mine", MOST)).isTrue();

        assertThat(lists.patch("mine", Map.of("title", "b"))).isTrue();
        assertThat(lists.awaitPushed("mine", MOST)).isTrue();

        assertThat(lists.get("mine")).contains(Map.of("title", "b"));
        assertThat(backend.client().find(List.of("1")).get(0).fields()).isEqualTo(Map.of("title", "b"));
        assertThat(lists.delete("mine")).isTrue();
        assertThat(lists.awaitPushed("mine", MOST)).isTrue();
        assertThat(backend.client().find(List.of("1"))).isEmpty();
    }

    @Test
    void referenceByAnOldIdBecomesOneByTheNewId() {
        Records<Map<String, @Nullable Object>> lists = lists();
        InMemoryBackend items = new InMemoryBackend();
        Records<Map<String, @Nullable Object>> children = mooring.records("items")
                .sync(items.client())
                .reference("list", "lists")
                .open();
        lists.put("mine", Map.of("title", "a"));
        assertThat(lists.awaitPushed("mine", MOST)).isTrue();

        children.put("x", Map.of("list", "mine"));

        assertThat(children.awaitPushed("x", MOST)).isTrue();
        assertThat(items.client().find(List.of("x")).get(0).fields()).isEqualTo(Map.of("list", 1L));
    }

    @Test
    void oldIdFindsItsRecordAfterARestart() {
        Records<Map<String, @Nullable Object>> lists = lists();
        lists.put("mine", Map.of("title", "a"));
        assertThat(lists.awaitPushed("mine", MOST)).isTrue();
        mooring.close();

        try (Mooring again = Mooring.open(store.reopen())) {
            Records<Map<String, @Nullable Object>> reopened =
                    again.records("lists").sync(backend.client()).open();
            assertThat(reopened.get("mine")).contains(Map.of("title", "a"));
            assertThat(reopened.patch("mine", Map.of("title", "b"))).isTrue();
            assertThat(reopened.awaitPushed("mine", MOST)).isTrue();
        }

        assertThat(backend.client().find(List.of("1")).get(0).fields()).isEqualTo(Map.of("title", "b"));
    }

    @Test
    void statusByAnOldIdIsThatOfTheRecord() {
        Records<Map<String, @Nullable Object>> lists = lists();
        lists.put("mine", Map.of("title", "a"));
        assertThat(lists.awaitPushed("mine", MOST)).isTrue();
        lists.gate(false);

        lists.patch("mine", Map.of("title", "b"));

        assertThat(lists.status("mine").pending()).isEqualTo(1);
        assertThat(lists.status("mine").state()).isEqualTo(RecordStatus.State.PENDING);
    }

    @Test
    void law5_whoObservesARecordGoesOnWhenItGetsItsFinalId() throws InterruptedException {
        Records<Map<String, @Nullable Object>> lists = lists();
        lists.gate(false);
        lists.put("mine", Map.of("title", "a"));
        List<Optional<Map<String, @Nullable Object>>> seen = new CopyOnWriteArrayList<>();
        CountDownLatch last = new CountDownLatch(1);
        lists.observe("mine", now -> {
            seen.add(now);
            if (now.equals(Optional.of(Map.of("title", "b")))) {
                last.countDown();
            }
        });
        lists.gate(true);
        assertThat(lists.awaitPushed("mine", MOST)).isTrue();

        lists.patch("1", Map.of("title", "b"));

        assertThat(last.await(MOST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(seen).doesNotContain(Optional.empty());
    }

    @Test
    void observerByAnOldIdIsToldOfTheRecord() {
        Records<Map<String, @Nullable Object>> lists = lists();
        lists.put("mine", Map.of("title", "a"));
        assertThat(lists.awaitPushed("mine", MOST)).isTrue();
        BlockingQueue<Optional<Map<String, @Nullable Object>>> seen = new LinkedBlockingQueue<>();

        Subscription subscription = lists.observe("mine", seen::add);

        assertThat(Rig.next(seen)).contains(Map.of("title", "a"));
        lists.patch("mine", Map.of("title", "b"));
        assertThat(Rig.next(seen)).contains(Map.of("title", "b"));
        subscription.close();
    }

    @Test
    void letterUnderAnOldIdChangesOnlyWhatItSays() {
        FlakyAdapter losing = new FlakyAdapter(backend.client());
        losing.loseAnswers(true);
        Records<Map<String, @Nullable Object>> lists =
                mooring.records("lists").sync(losing).manual().open();
        lists.put("mine", Map.of("title", "a", "n", 1));
        lists.flush(MOST);
        lists.patch("mine", Map.of("title", "b"));
        lists.giveUp(lists.pendingWrites(0, 10).get(1).sequence());
        losing.loseAnswers(false);
        assertThat(lists.sync(MOST)).isTrue();

        assertThat(lists.requeue(lists.deadLetters(0, 10).get(0).number())).isTrue();
        assertThat(lists.sync(MOST)).isTrue();

        assertThat(backend.client().find(List.of("1")).get(0).fields()).isEqualTo(Map.of("title", "b", "n", 1L));
    }

    @Test
    void chainOfTemporaryIdsIsSentInOrderAndRemappedLinkByLink() {
        Records<Map<String, @Nullable Object>> lists = mooring.records("lists")
                .sync(backend.client())
                .reference("parent", "lists")
                .open();
        lists.gate(false);
        lists.put("a", Map.of("title", "top"));
        lists.put("b", Map.of("parent", "a"));
        lists.put("c", Map.of("parent", "b"));

        lists.gate(true);
        assertThat(lists.flush(MOST)).isTrue();

        assertThat(backend.client().find(List.of("3")).get(0).fields()).isEqualTo(Map.of("parent", 2L));
        assertThat(backend.client().find(List.of("2")).get(0).fields()).isEqualTo(Map.of("parent", 1L));
        assertThat(lists.get("c")).contains(Map.of("parent", 2L));
        assertThat(lists.status().settled()).isTrue();
    }
}
