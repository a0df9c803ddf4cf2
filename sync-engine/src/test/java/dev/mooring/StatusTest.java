package dev.mooring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.MemoryStore;
import dev.mooring.sync.Replay;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Law 16: status tells the truth. */
class StatusTest {

    private static final Duration MOST = Duration.ofSeconds(20);
    private static final Retry FAST = Retry.forever().waits(Duration.ofMillis(1), Duration.ofMillis(5));
    private static final int MANY = 1_000_000;

    private final InMemoryBackend backend = new InMemoryBackend();
    private final Mooring mooring = Mooring.open(new MemoryStore());
    private final BlockingQueue<Status> told = new LinkedBlockingQueue<>();
    private final HeldAdapter held = new HeldAdapter(backend.client());

    @AfterEach
    void close() {
        held.letReads(MANY).letWrites(MANY);
        mooring.close();
    }

    @Test
    void law16_gettingAndSettingAreTrueOnlyWhileCallsAreInFlight() throws InterruptedException {
        Records<Map<String, @Nullable Object>> todos = open(held);
        todos.onStatus(told::add);

        Status loading = until(Status::getting);
        assertThat(loading.loaded()).isFalse();
        assertThat(loading.stale()).isTrue();
        held.letReads(1);
        Status loaded = until(status -> status.loaded() && !status.getting());
        assertThat(loaded.setting()).isFalse();
        assertThat(loaded.lastSync()).isPresent();
        assertThat(loaded.stale()).isFalse();
        todos.put("1", Map.of("n", 1));
        Status sending = until(Status::setting);
        assertThat(sending.pending()).isEqualTo(1);
        held.letWrites(1);
        Status sent = until(status -> status.pending() == 0 && !status.setting());

        assertThat(sent.settled()).isTrue();
        assertThat(todos.status()).isEqualTo(sent);
    }

    @Test
    void law16_errorsHaveAKindAndClearOnSuccess() throws InterruptedException {
        FlakyAdapter flaky = new FlakyAdapter(backend.client());
        flaky.refuseAll(true);
        Records<Map<String, @Nullable Object>> todos = open(flaky);
        todos.onStatus(told::add);
        todos.put("1", Map.of("n", 1));

        Trouble trouble =
                until(status -> status.trouble().isPresent()).trouble().orElseThrow();
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.TEMPORARY);
        assertThat(trouble.collection()).isEqualTo("todos");
        assertThat(trouble.message()).contains("down");
        flaky.refuseAll(false);
        assertThat(todos.sync(MOST)).isTrue();

        assertThat(todos.status().trouble()).isEmpty();
        assertThat(todos.status().problem()).isEmpty();
        assertThat(todos.status().pending()).isZero();
    }

    @Test
    void law16_countersReturnToZeroAfterDeadLettersAndReset() {
        FlakyAdapter picky = new FlakyAdapter(backend.client());
        picky.refuse("poison");
        Records<Map<String, @Nullable Object>> todos = open(picky);
        todos.put("1", Map.of("title", "poison"));
        todos.awaitPushed("1", MOST);
        assertThat(todos.status().deadLetters()).isEqualTo(1);
        assertThat(todos.status("1").state()).isEqualTo(RecordStatus.State.DEAD_LETTER);
        assertThat(todos.status("1").problem()).contains("not this one");

        todos.discard(todos.deadLetters(0, 1).get(0).number());
        assertThat(todos.status().settled()).isTrue();
        assertThat(todos.status("1").state()).isEqualTo(RecordStatus.State.SYNCED);
        todos.gate(false);
        todos.put("2", Map.of("n", 1));
        assertThat(todos.status().pending()).isEqualTo(1);
        todos.reset();

        assertThat(todos.status().settled()).isTrue();
    }

    @Test
    void law16_recordIsPendingThenInFlightThenSynced() throws InterruptedException {
        held.letReads(MANY);
        Records<Map<String, @Nullable Object>> todos = open(held);
        assertThat(todos.sync(MOST)).isTrue();
        todos.gate(false);
        todos.put("1", Map.of("n", 1));

        assertThat(todos.status("1").state()).isEqualTo(RecordStatus.State.PENDING);
        assertThat(todos.status("1").next()).isPresent();
        todos.onStatus(told::add);
        todos.gate(true);
        until(Status::setting);
        assertThat(todos.status("1").state()).isEqualTo(RecordStatus.State.IN_FLIGHT);
        assertThat(todos.status("1").pending()).isEqualTo(1);
        held.letWrites(MANY);

        assertThat(todos.awaitPushed("1", MOST)).isTrue();
        assertThat(todos.status("1").state()).isEqualTo(RecordStatus.State.SYNCED);
    }

    @Test
    void law16_recordTellsItsAttemptsItsNextTimeAndItsLastError() throws InterruptedException {
        FlakyAdapter flaky = new FlakyAdapter(backend.client());
        Records<Map<String, @Nullable Object>> todos = mooring.records("todos")
                .sync(flaky)
                .retry(Retry.forever().waits(Duration.ofHours(1), Duration.ofHours(1)))
                .open();
        assertThat(todos.sync(MOST)).isTrue();
        flaky.refuseAll(true);
        todos.onStatus(told::add);

        todos.put("1", Map.of("n", 1));
        until(status -> status.trouble().isPresent());

        RecordStatus status = todos.status("1");
        assertThat(status.attempts()).isEqualTo(1);
        assertThat(status.problem()).contains("down");
        assertThat(status.next()).isPresent();
        assertThat(status.state()).isEqualTo(RecordStatus.State.PENDING);
    }

    @Test
    void law16_doubtsAreCountedUntilTheyAreDecided() {
        InMemoryBackend forgetful = InMemoryBackend.builder()
                .guarantees(g -> g.replay(Replay.NOTHING))
                .build();
        FlakyAdapter losing = new FlakyAdapter(forgetful.client());
        losing.loseAnswers(true);
        Records<Map<String, @Nullable Object>> todos = open(losing);
        todos.put("1", Map.of("title", "a"));
        assertThat(todos.flush(MOST)).isFalse();
        losing.loseAnswers(false);
        todos.sync(MOST);
        todos.sync(MOST);

        assertThat(todos.status().inDoubt()).isEqualTo(1);
        assertThat(todos.status("1").state()).isEqualTo(RecordStatus.State.IN_DOUBT);
        assertThat(todos.flush(MOST)).as("a flush does not wait for a person").isFalse();
        todos.settle("1");

        assertThat(todos.status().inDoubt()).isZero();
        assertThat(todos.status().pending()).isZero();
    }

    @Test
    void law16_flushEndsWhateverStandsInItsWay() {
        FlakyAdapter flaky = new FlakyAdapter(backend.client());
        Records<Map<String, @Nullable Object>> todos = open(flaky);
        todos.gate(false);
        todos.put("1", Map.of("n", 1));
        assertThat(todos.flush(MOST)).as("the gate is shut").isFalse();
        todos.gate(true);
        assertThat(todos.flush(MOST)).as("nothing is in its way").isTrue();
        flaky.refuseAll(true);
        todos.put("2", Map.of("n", 1));
        assertThat(todos.flush(MOST)).as("the backend is down").isFalse();
        mooring.offline();
        assertThat(todos.flush(MOST)).as("it is offline").isFalse();
        mooring.close();

        assertThatThrownBy(() -> todos.flush(MOST)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void law16_whoAwaitsARecordIsToldWhenTheCollectionIsReset() throws Exception {
        Records<Map<String, @Nullable Object>> todos = open(held);
        todos.put("1", Map.of("n", 1));

        // between a reset and the next put nothing waits, and the answer is true: then it is asked once more
        CompletableFuture<Boolean> told = CompletableFuture.supplyAsync(() -> {
            boolean pushed = true;
            while (pushed) {
                pushed = todos.awaitPushed("1", MOST);
            }
            return pushed;
        });
        CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> {
            while (!told.isDone()) {
                todos.reset();
                todos.put("1", Map.of("n", 1));
            }
            return true;
        });

        assertThat(told.get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(ended.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void law16_writeThatAMergeMadeNeedlessCountsAsPushed() {
        FlakyAdapter flaky = new FlakyAdapter(backend.client());
        Records<Map<String, @Nullable Object>> todos = open(flaky);
        todos.put("1", Map.of("title", "a"));
        assertThat(todos.sync(MOST)).isTrue();
        todos.gate(false);
        todos.patch("1", Map.of("title", "b"));
        todos.patch("1", Map.of("title", "a"));

        assertThat(todos.awaitPushed("1", MOST)).isTrue();
        assertThat(todos.status().pending()).isZero();
    }

    @Test
    void statusIsConflatedAndItsLastStateIsNeverLeftOut() throws InterruptedException {
        Records<Map<String, @Nullable Object>> todos = mooring.records("local").open();
        BlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
        AtomicInteger calls = new AtomicInteger();
        Records<Map<String, @Nullable Object>> synced = open(new FlakyAdapter(backend.client()));
        synced.onStatus(
                status -> {
                    calls.incrementAndGet();
                    told.add(status);
                },
                later::add);
        for (int i = 0; i < 100; i++) {
            synced.put("r" + i, Map.of("n", i));
        }
        assertThat(synced.sync(MOST)).isTrue();

        for (Runnable work = later.poll(); work != null; work = later.poll()) {
            work.run();
        }

        assertThat(calls.get()).isEqualTo(1);
        assertThat(told.poll()).satisfies(status -> assertThat(status.settled()).isTrue());
        assertThat(todos.status().loaded()).isTrue();
    }

    @Test
    void statusObserverThatThrowsHarmsNobody() throws InterruptedException {
        BlockingQueue<Trouble> troubles = new LinkedBlockingQueue<>();
        Records<Map<String, @Nullable Object>> todos = mooring.records("todos")
                .sync(backend.client())
                .onError(troubles::add)
                .open();
        todos.onStatus(status -> {
            throw new IllegalStateException("no");
        });
        todos.onStatus(told::add);

        todos.put("1", Map.of("n", 1));

        assertThat(todos.sync(MOST)).isTrue();
        until(Status::loaded);
        Trouble trouble = troubles.poll(20, TimeUnit.SECONDS);
        assertThat(trouble).isNotNull();
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.HOOK);
    }

    private Records<Map<String, @Nullable Object>> open(dev.mooring.sync.SyncAdapter adapter) {
        return mooring.records("todos").sync(adapter).retry(FAST).open();
    }

    private Status until(Predicate<Status> wanted) throws InterruptedException {
        Status status;
        do {
            status = told.poll(20, TimeUnit.SECONDS);
            assertThat(status).as("a status").isNotNull();
        } while (!wanted.test(status));
        return status;
    }
}
