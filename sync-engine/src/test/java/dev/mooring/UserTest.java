package dev.mooring;

import static dev.mooring.Rig.MOST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Create;
import dev.mooring.sync.WriteKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Law 18: each signed-in user has a namespace, and a backend object belongs to one user. */
class UserTest {

    private final Rig rig = new Rig();
    private final InMemoryBackend annsBackend = new InMemoryBackend();
    private final InMemoryBackend bobsBackend = new InMemoryBackend();
    private final FlakyAdapter ann = new FlakyAdapter(annsBackend.client());
    private final FlakyAdapter bob = new FlakyAdapter(bobsBackend.client());

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void law18_recordsWritesAndDeadLettersOfUsersAreApart() {
        Records<Map<String, @Nullable Object>> anns = as("ann", ann);
        ann.refuse("poison");
        anns.put("dead", Map.of("title", "poison"));
        anns.flush(MOST);
        ann.refuseAll(true);
        anns.put("waits", Map.of("title", "a"));

        Records<Map<String, @Nullable Object>> bobs = as("bob", bob);

        assertThat(bobs.sync(MOST)).isTrue();
        assertThat(bobs.list("", 10)).isEmpty();
        assertThat(bobs.status().settled()).isTrue();
        assertThat(bob.arrivals()).isEmpty();
        Records<Map<String, @Nullable Object>> again = as("ann", ann);
        assertThat(again.status().pending()).isEqualTo(1);
        assertThat(again.status().deadLetters()).isEqualTo(1);
    }

    @Test
    void law18_writeOfOneUserIsNeverSentByTheBackendOfAnother() {
        ann.refuseAll(true);
        as("ann", ann).put("1", Map.of("title", "ann's"));
        Records<Map<String, @Nullable Object>> bobs = as("bob", bob);
        bobs.put("2", Map.of("title", "bob's"));
        assertThat(bobs.sync(MOST)).isTrue();
        ann.refuseAll(false);

        assertThat(as("ann", ann).sync(MOST)).isTrue();

        assertThat(ann.arrivals()).containsOnly("1");
        assertThat(bob.arrivals()).containsOnly("2");
    }

    @Test
    void law18_cursorsOfUsersAreApart() {
        assertThat(as("ann", ann).sync(MOST)).isTrue();
        bobsBackend.client().create(Create.of(WriteKey.of("x", 1), "b", Map.of()));

        Records<Map<String, @Nullable Object>> bobs = as("bob", bob);
        assertThat(bobs.status().loaded()).isFalse();

        assertThat(bobs.sync(MOST)).isTrue();
        assertThat(bobs.get("b")).isPresent();
    }

    @Test
    void law19_switchingWhileACallIsInFlightChangesNothingOfTheNextUser() {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        Mooring mooring = rig.restart(plain -> plain.user("ann"));
        Records<Map<String, @Nullable Object>> anns = mooring.records("todos")
                .sync(ann)
                .afterPush(writes -> {
                    arrived.countDown();
                    await(answers);
                })
                .open();
        anns.put("1", Map.of("title", "ann's"));
        await(arrived);

        Records<Map<String, @Nullable Object>> bobs = as("bob", bob);
        answers.countDown();

        assertThat(bobs.sync(MOST)).isTrue();
        assertThat(bobs.list("", 10)).isEmpty();
        Records<Map<String, @Nullable Object>> again = as("ann", ann);
        assertThat(again.get("1")).isPresent();
        assertThat(again.sync(MOST)).isTrue();
        assertThat(again.status().pending()).isZero();
        assertThat(annsBackend.client().find(List.of("1"))).hasSize(1);
    }

    @Test
    void law18_backendOfAnotherScopeIsReadWholeBeforeAnythingIsSent() {
        FlakyAdapter first = new FlakyAdapter(scoped("todos of ann").client());
        InMemoryBackend second = scoped("todos of bob");
        second.client().create(Create.of(WriteKey.of("x", 1), "theirs", Map.of()));
        assertThat(as("ann", first).sync(MOST)).isTrue();
        first.refuseAll(true);

        FlakyAdapter other = new FlakyAdapter(second.client());
        Records<Map<String, @Nullable Object>> todos = as("ann", other);

        assertThat(todos.sync(MOST)).isTrue();
        assertThat(todos.get("theirs")).isPresent();
    }

    @Test
    void law18_writeThatWaitsGoesToTheNewScopeAfterItWasReadWhole() {
        FlakyAdapter first = new FlakyAdapter(scoped("todos of ann").client());
        InMemoryBackend second = scoped("todos of bob");
        second.client().create(Create.of(WriteKey.of("x", 1), "theirs", Map.of()));
        Records<Map<String, @Nullable Object>> before = as("ann", first);
        assertThat(before.sync(MOST)).isTrue();
        first.refuseAll(true);
        before.put("mine", Map.of("title", "waits"));
        BlockingQueue<String> order = new LinkedBlockingQueue<>();

        Records<Map<String, @Nullable Object>> todos = rig.restart(plain -> plain.user("ann"))
                .records("todos")
                .sync(new FlakyAdapter(second.client()))
                .manual()
                .afterPull(() -> order.add("read whole"))
                .beforePush(writes -> order.add("sent " + writes.get(0).id()))
                .open();

        assertThat(todos.sync(MOST)).isTrue();
        assertThat(order).startsWith("read whole", "sent mine");
        assertThat(second.client().find(List.of("mine"))).hasSize(1);
        assertThat(todos.get("theirs")).isPresent();
        assertThat(todos.status().pending()).isZero();
    }

    @Test
    void namesOfUsersAndCollectionsNeverRunIntoEachOther() {
        assertThat(Namespace.of(Optional.of("a/b")).stored("c"))
                .isNotEqualTo(Namespace.of(Optional.of("a")).stored("b/c"));
        assertThat(Namespace.of(Optional.of("1@a")).stored("c"))
                .isNotEqualTo(Namespace.of(Optional.of("1")).stored("@a/c"));
        assertThat(Namespace.of(Optional.empty())
                        .own(Namespace.of(Optional.of("a")).stored("c")))
                .isEmpty();
        assertThat(Namespace.of(Optional.of("a")).own("c")).isEmpty();
        assertThat(Namespace.of(Optional.empty()).own("c")).contains("c");
    }

    @Test
    void clearingForOneUserKeepsTheOthers() {
        as("ann", ann).put("1", Map.of("title", "a"));
        as("bob", bob).put("2", Map.of("title", "b"));
        rig.mooring().clear();
        assertThat(rig.mooring().records("todos").sync(bob).open().list("", 10)).isEmpty();

        assertThat(as("ann", ann).get("1")).isPresent();
    }

    private Records<Map<String, @Nullable Object>> as(String user, FlakyAdapter backend) {
        return rig.restart(plain -> plain.user(user))
                .records("todos")
                .sync(backend)
                .open();
    }

    private static InMemoryBackend scoped(String scope) {
        return InMemoryBackend.builder().guarantees(g -> g.scope(scope)).build();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
