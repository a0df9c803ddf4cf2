package dev.mooring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.MemoryStore;
import dev.mooring.sync.Create;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.WriteKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefetchTest {

    private static final Duration MOST = Duration.ofSeconds(20);
    private static final Duration DAY = Duration.ofDays(1);

    private final InMemoryBackend backend = new InMemoryBackend();
    private final SyncAdapter server = backend.client();
    private final HeldAdapter adapter =
            new HeldAdapter(backend.client()).letReads(1_000_000).letWrites(1_000_000);
    private final SetClock clock = new SetClock();
    private final BlockingQueue<Status> told = new LinkedBlockingQueue<>();
    private MemoryStore store = new MemoryStore();
    private Mooring mooring = open();

    @AfterEach
    void close() {
        mooring.close();
    }

    private Mooring open() {
        return Mooring.builder(store).clock(clock).open();
    }

    private void restart() {
        mooring.close();
        store = store.reopen();
        mooring = open();
    }

    @Test
    void freshDataAreNotPulledAtOpeningAndStaleOnesAre() throws InterruptedException {
        Refetch policy = Refetch.usual().staleTime(DAY);
        assertThat(todos(policy).sync(MOST)).isTrue();
        int calls = adapter.readCalls();

        restart();
        Records<Map<String, @Nullable Object>> again = todos(policy);
        again.put("1", Map.of("n", 1));
        assertThat(again.awaitPushed("1", MOST)).isTrue();
        assertThat(again.status().stale()).isFalse();
        assertThat(adapter.readCalls()).isEqualTo(calls);
        clock.pass(DAY);
        assertThat(again.status().stale()).isTrue();
        restart();
        Records<Map<String, @Nullable Object>> late = todos(policy);
        late.onStatus(told::add);

        until(status -> !status.stale() && status.loaded());
        assertThat(adapter.readCalls()).isGreaterThan(calls);
    }

    @Test
    void observerOfStaleDataHasThemPulled() throws InterruptedException {
        Records<Map<String, @Nullable Object>> todos = todos(Refetch.usual().staleTime(DAY));
        assertThat(todos.sync(MOST)).isTrue();
        int calls = adapter.readCalls();
        todos.observe(changes -> {});
        assertThat(adapter.readCalls()).isEqualTo(calls);
        clock.pass(DAY);
        todos.onStatus(told::add);

        todos.observe(changes -> {});

        until(status -> !status.stale());
        assertThat(adapter.readCalls()).isEqualTo(calls + 1);
    }

    @Test
    void foregroundPullsWhatIsStaleUnlessThePolicySaysNo() throws InterruptedException {
        Records<Map<String, @Nullable Object>> todos = todos(Refetch.usual().staleTime(DAY));
        HeldAdapter quiet = new HeldAdapter(backend.client()).letReads(1_000_000);
        Records<Map<String, @Nullable Object>> others = mooring.records("others")
                .sync(quiet)
                .interval(Duration.ofDays(9))
                .refetch(Refetch.usual().staleTime(DAY).onForeground(false))
                .open();
        assertThat(todos.sync(MOST)).isTrue();
        assertThat(others.sync(MOST)).isTrue();
        int calls = adapter.readCalls();
        int quietCalls = quiet.readCalls();
        mooring.foreground();
        clock.pass(DAY);
        todos.onStatus(told::add);

        mooring.foreground();

        until(status -> !status.stale());
        assertThat(adapter.readCalls()).isEqualTo(calls + 1);
        assertThat(quiet.readCalls()).isEqualTo(quietCalls);
    }

    @Test
    void invalidateGoesByPrefixAndSurvivesARestart() throws InterruptedException {
        Refetch policy = Refetch.usual().staleTime(DAY);
        Records<Map<String, @Nullable Object>> todos = todos(policy);
        HeldAdapter other = new HeldAdapter(backend.client()).letReads(1_000_000);
        Records<Map<String, @Nullable Object>> lists =
                mooring.records("lists").sync(other).refetch(policy).open();
        assertThat(todos.sync(MOST)).isTrue();
        assertThat(lists.sync(MOST)).isTrue();
        int calls = other.readCalls();
        mooring.offline();
        mooring.invalidate("to");
        assertThat(todos.status().stale()).isTrue();
        assertThat(lists.status().stale()).isFalse();

        restart();
        Records<Map<String, @Nullable Object>> again = todos(policy);
        again.onStatus(told::add);

        until(status -> !status.stale());
        assertThat(other.readCalls()).isEqualTo(calls);
    }

    @Test
    void unobservedDataAreDroppedAfterTheirCacheTimeAndComeBackWithAnObserver() throws InterruptedException {
        server.create(Create.of(WriteKey.of("other", 1), "1", Map.of("n", 1)));
        Records<Map<String, @Nullable Object>> todos = todos(Refetch.usual().cacheTime(Duration.ofMillis(1)));
        assertThat(todos.sync(MOST)).isTrue();
        todos.onStatus(told::add);
        until(status -> !status.loaded());
        assertThat(todos.get("1")).isEmpty();
        BlockingQueue<RecordChange<Map<String, @Nullable Object>>> seen = new LinkedBlockingQueue<>();

        try (Subscription observing = todos.observe(seen::addAll)) {
            assertThat(observing).isNotNull();
            assertThat(seen.poll(20, TimeUnit.SECONDS))
                    .isNotNull()
                    .satisfies(change -> assertThat(change.id()).isEqualTo("1"));
        }
    }

    @Test
    void waitingWritesAreNeverDropped() throws InterruptedException {
        Records<Map<String, @Nullable Object>> todos = todos(Refetch.usual().cacheTime(Duration.ofMillis(1)));
        mooring.offline();
        for (int i = 0; i < 200; i++) {
            todos.put("r" + i, Map.of("n", i));
        }
        mooring.online();

        assertThat(todos.flush(MOST)).isTrue();
        assertThat(backend.client().find(List.of("r0", "r199"))).hasSize(2);
    }

    @Test
    void networkThatIsBackSendsAtOnceAndPullsUnlessThePolicySaysNo() {
        FakeNetwork network = new FakeNetwork();
        mooring.connectivity(network);
        Records<Map<String, @Nullable Object>> todos = todos(Refetch.usual().onReconnect(false));
        assertThat(todos.sync(MOST)).isTrue();
        network.set(Connectivity.Level.OFFLINE);
        todos.put("1", Map.of("n", 1));
        assertThat(todos.flush(MOST)).isFalse();
        int calls = adapter.readCalls();

        network.set(Connectivity.Level.ONLINE);

        assertThat(todos.awaitPushed("1", MOST)).isTrue();
        assertThat(adapter.readCalls()).isEqualTo(calls);
        assertThat(network.listeners).hasSize(1);
        mooring.close();
        assertThat(network.listeners).isEmpty();
    }

    @Test
    void offlineByHandCountsMoreThanTheNetworkAndLocalWorkGoesOn() {
        FakeNetwork network = new FakeNetwork();
        mooring.connectivity(network);
        mooring.offline();
        network.set(Connectivity.Level.ONLINE);
        Records<Map<String, @Nullable Object>> todos = todos(Refetch.usual());
        todos.put("1", Map.of("n", 1));

        assertThat(todos.sync(MOST)).isFalse();
        assertThat(adapter.readCalls() + adapter.writeCalls()).isZero();
        assertThat(todos.get("1")).isPresent();
        mooring.online();

        assertThat(todos.awaitPushed("1", MOST)).isTrue();
    }

    @Test
    void timesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Refetch.usual().staleTime(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Refetch.usual().cacheTime(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Records<Map<String, @Nullable Object>> todos(Refetch policy) {
        return mooring.records("todos")
                .sync(adapter)
                .interval(Duration.ofDays(9))
                .refetch(policy)
                .open();
    }

    private Status until(Predicate<Status> wanted) throws InterruptedException {
        Status status;
        do {
            status = told.poll(20, TimeUnit.SECONDS);
            assertThat(status).as("a status").isNotNull();
        } while (!wanted.test(status));
        return status;
    }

    private static final class FakeNetwork implements Connectivity {

        private final List<Consumer<Level>> listeners = new ArrayList<>();

        void set(Level level) {
            listeners.forEach(listener -> listener.accept(level));
        }

        @Override
        public Subscription listen(Consumer<Level> told) {
            told.accept(Level.MAYBE);
            listeners.add(told);
            return () -> listeners.remove(told);
        }
    }

    private static final class SetClock extends Clock {

        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
