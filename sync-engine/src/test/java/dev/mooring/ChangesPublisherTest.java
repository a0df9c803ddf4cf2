package dev.mooring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.store.MemoryStore;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The numbers in the names are those of the Reactive Streams rules. */
class ChangesPublisherTest {

    private final Mooring mooring = Mooring.open(new MemoryStore());
    private final Records<Map<String, @Nullable Object>> todos =
            mooring.records("todos").open();
    private final Probe probe = new Probe();

    @AfterEach
    void close() {
        mooring.close();
    }

    @Test
    void rule1_1_neverMoreThanWasAskedFor() throws InterruptedException {
        todos.put("1", Map.of("n", 1));
        todos.changes().subscribe(probe);
        Flow.Subscription subscription = probe.subscription();

        subscription.request(1);
        assertThat(probe.next()).contains("1=1");
        todos.put("1", Map.of("n", 2));
        todos.put("1", Map.of("n", 3));
        settle();

        assertThat(probe.signals).isEmpty();
    }

    @Test
    void slowSubscriberGetsTheNewestStates() throws InterruptedException {
        todos.changes().subscribe(probe);
        probe.subscription().request(1);
        probe.next();
        for (int i = 0; i < 5_000; i++) {
            todos.put("1", Map.of("n", i));
        }

        probe.subscription().request(Long.MAX_VALUE);

        assertThat(probe.next()).isEqualTo("next 1=4999 ");
        settle();
        assertThat(probe.signals).noneMatch(signal -> signal.contains("1="));
    }

    @Test
    void rule1_3_signalsAreSerial() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        probe.whenTold = changes -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            inside.decrementAndGet();
            probe.again();
        };
        probe.atOnce = 3;
        todos.changes().subscribe(probe);
        for (int i = 0; i < 2_000; i++) {
            todos.put("r" + i % 7, Map.of("n", i));
        }
        todos.put("last", Map.of("n", 0));

        for (String signal = ""; !signal.contains("last=0"); ) {
            signal = probe.next();
        }
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void rule1_9_onSubscribeComesFirstAlsoWhenItAsksForMore() throws InterruptedException {
        todos.put("1", Map.of("n", 1));
        probe.atOnce = Long.MAX_VALUE;

        todos.changes().subscribe(probe);

        assertThat(probe.next()).isEqualTo("next 1=1 ");
        assertThat(probe.wasSubscribedFirst).isTrue();
    }

    @Test
    void rule1_9_nullSubscriberIsRefused() {
        Flow.Publisher<Changes<Map<String, @Nullable Object>>> changes = todos.changes();

        assertThatThrownBy(() -> changes.subscribe(nobody())).isInstanceOf(NullPointerException.class);
    }

    @SuppressWarnings("NullAway") // the rule is about null
    private static <T> Flow.Subscriber<T> nobody() {
        return null;
    }

    @Test
    void rule1_11_everySubscriberIsToldEverything() throws InterruptedException {
        Probe other = new Probe();
        probe.atOnce = Long.MAX_VALUE;
        other.atOnce = Long.MAX_VALUE;
        todos.put("1", Map.of("n", 1));

        Flow.Publisher<Changes<Map<String, @Nullable Object>>> changes = todos.changes();
        changes.subscribe(probe);
        changes.subscribe(other);

        assertThat(probe.next()).isEqualTo("next 1=1 ");
        assertThat(other.next()).isEqualTo("next 1=1 ");
    }

    @Test
    void rule2_13_subscriberThatThrowsIsToldNothingMore() throws InterruptedException {
        CountDownLatch reported = new CountDownLatch(1);
        Records<Map<String, @Nullable Object>> others = mooring.records("others")
                .onError(problem -> reported.countDown())
                .open();
        probe.atOnce = Long.MAX_VALUE;
        probe.whenTold = changes -> {
            throw new IllegalStateException("no");
        };

        others.changes().subscribe(probe);
        assertThat(reported.await(20, TimeUnit.SECONDS)).isTrue();
        others.put("1", Map.of("n", 1));
        settle();

        assertThat(probe.next()).startsWith("next");
        assertThat(probe.signals).isEmpty();
    }

    @Test
    void rule3_5_afterCancelNothingIsTold() throws InterruptedException {
        todos.changes().subscribe(probe);
        probe.subscription().request(1);
        probe.next();

        probe.subscription().cancel();
        probe.subscription().cancel();
        probe.subscription().request(Long.MAX_VALUE);
        probe.subscription().request(-1);
        todos.put("1", Map.of("n", 1));
        settle();

        assertThat(probe.signals).isEmpty();
    }

    @Test
    void cancelInsideOfOnSubscribeIsHeard() throws InterruptedException {
        probe.cancelsAtOnce = true;
        probe.atOnce = Long.MAX_VALUE;

        todos.changes().subscribe(probe);
        todos.put("1", Map.of("n", 1));
        settle();

        assertThat(probe.signals).isEmpty();
    }

    @Test
    void rule3_9_requestForNothingIsAnError() throws InterruptedException {
        for (long n : new long[] {0, -1, Long.MIN_VALUE}) {
            Probe fresh = new Probe();
            todos.changes().subscribe(fresh);

            fresh.subscription().request(n);

            assertThat(fresh.next())
                    .startsWith("error java.lang.IllegalArgumentException")
                    .contains("3.9");
            fresh.subscription().request(1);
            settle();
            assertThat(fresh.signals).isEmpty();
        }
    }

    @Test
    void rule3_17_demandThatDoesNotFitIsUnlimited() throws InterruptedException {
        todos.changes().subscribe(probe);
        probe.subscription().request(Long.MAX_VALUE - 1);
        probe.subscription().request(Long.MAX_VALUE - 1);
        probe.next();

        todos.put("1", Map.of("n", 1));

        assertThat(probe.next()).isEqualTo("next 1=1 ");
    }

    @Test
    void closedCollectionCompletes() throws InterruptedException {
        todos.changes().subscribe(probe);
        probe.subscription();

        mooring.close();

        assertThat(probe.next()).isEqualTo("complete");
    }

    /** Another subscriber has been told of a later change: what was to come has come. */
    private void settle() throws InterruptedException {
        Probe later = new Probe();
        later.atOnce = Long.MAX_VALUE;
        todos.changes().subscribe(later);
        todos.put("settled", Map.of("n", System.nanoTime()));
        for (String signal = ""; !signal.contains("settled="); ) {
            signal = later.next();
        }
        later.subscription().cancel();
    }

    private static final class Probe implements Flow.Subscriber<Changes<Map<String, @Nullable Object>>> {

        private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();
        private final CountDownLatch subscribed = new CountDownLatch(1);
        private volatile Consumer<Changes<?>> whenTold = changes -> {};
        private volatile long atOnce;
        private volatile boolean cancelsAtOnce;
        private volatile boolean wasSubscribedFirst;
        private volatile Flow.@Nullable Subscription subscription;

        Flow.Subscription subscription() throws InterruptedException {
            assertThat(subscribed.await(20, TimeUnit.SECONDS)).isTrue();
            Flow.Subscription now = subscription;
            assertThat(now).isNotNull();
            return now;
        }

        void again() {
            Flow.Subscription now = subscription;
            if (now != null) {
                now.request(1);
            }
        }

        String next() throws InterruptedException {
            String signal = signals.poll(20, TimeUnit.SECONDS);
            assertThat(signal).as("a signal").isNotNull();
            return signal;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (cancelsAtOnce) {
                given.cancel();
            }
            if (atOnce > 0) {
                given.request(atOnce);
            }
            wasSubscribedFirst = signals.isEmpty();
            subscribed.countDown();
        }

        @Override
        public void onNext(Changes<Map<String, @Nullable Object>> changes) {
            StringBuilder text = new StringBuilder("next ");
            changes.forEach(change -> text.append(change.id())
                    .append('=')
                    .append(change.value().map(fields -> fields.get("n")).orElse(null))
                    .append(' '));
            signals.add(text.toString());
            whenTold.accept(changes);
        }

        @Override
        public void onError(Throwable failure) {
            signals.add("error " + failure);
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }
}
