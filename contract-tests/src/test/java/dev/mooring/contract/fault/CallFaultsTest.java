package dev.mooring.contract.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallFaultsTest {

    private static final Duration GUARD = Duration.ofMinutes(5);

    private final List<String> seen = new ArrayList<>();
    private final CallFaults faults = new CallFaults();

    @Test
    void whatIsNotArmedPasses() throws Exception {
        assertThat(write("a")).isEqualTo("a");

        assertThat(seen).containsExactly("a");
        assertThat(faults.requests()).containsExactly(new Faults.Request("put", true, "put"));
    }

    @Test
    void aLostAnswerWasActedOn() {
        faults.arm(On.every(), Fault.loseAnswer(), Fault.resetAfter());

        assertThatThrownBy(() -> write("a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> write("b")).isInstanceOf(IOException.class);

        assertThat(seen).containsExactly("a", "b");
    }

    @Test
    void aResetBeforeIsNotSeen() {
        faults.arm(On.next(), Fault.resetBefore());

        assertThatThrownBy(() -> write("a")).isInstanceOf(ConnectException.class);

        assertThat(seen).isEmpty();
    }

    @Test
    void aDuplicateArrivesTwice() throws Exception {
        faults.arm(On.next(), Fault.duplicate());

        write("a");

        assertThat(seen).containsExactly("a", "a");
    }

    @Test
    void aDelayBeyondTheTimeOutIsLate() throws Exception {
        faults.arm(On.every(), Fault.delay(), Fault.delay(Duration.ofDays(1)), Fault.delay(Duration.ofMillis(1)));

        assertThatThrownBy(() -> write("a")).isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(() -> write("b")).isInstanceOf(SocketTimeoutException.class);
        assertThat(write("c")).isEqualTo("c");

        assertThat(seen).containsExactly("a", "b", "c");
    }

    @Test
    void aDelayStopsWhenItsThreadIsInterrupted() {
        faults.arm(On.next(), Fault.delay());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> write("a")).isInstanceOf(InterruptedException.class);
    }

    @Test
    void whatIsThrownCanBeTheClientsOwn() {
        faults.lost(() -> new SQLException("lost"))
                .refused(() -> new SQLException("refused"))
                .late(() -> new SQLException("late"))
                .arm(On.every(), Fault.loseAnswer(), Fault.resetBefore(), Fault.delay());

        assertThatThrownBy(() -> write("a")).isInstanceOf(SQLException.class).hasMessage("lost");
        assertThatThrownBy(() -> write("a")).isInstanceOf(SQLException.class).hasMessage("refused");
        assertThatThrownBy(() -> write("a")).isInstanceOf(SQLException.class).hasMessage("late");
    }

    @Test
    void statusesAreSupportedWhereTheyHaveACounterpart() {
        assertThat(faults.supports(Fault.status(401))).isFalse();

        faults.statuses(
                fault -> fault.status() == 401 ? Optional.of(new SQLException("denied", "28000")) : Optional.empty());

        assertThat(faults.supports(Fault.status(401))).isTrue();
        assertThat(faults.supports(Fault.status(429))).isFalse();
        faults.arm(On.next(), Fault.status(401));
        assertThatThrownBy(() -> write("a")).isInstanceOf(SQLException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void whatNeedsAWireIsNotSupported() {
        for (Fault fault : List.of(
                Fault.truncate(), Fault.drip(), Fault.redirect(), Fault.body(Payload.html()), Fault.status(500))) {
            assertThat(faults.supports(fault)).as(fault.toString()).isFalse();
            assertThatThrownBy(() -> faults.arm(On.next(), fault))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(fault.toString());
        }
        assertThatThrownBy(() -> faults.arm(On.next())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClientIsWrappedWhole() {
        Store store =
                faults.around(Store.class, seen::add, method -> method.getName().equals("put"));
        faults.arm(On.everyWrite(), Fault.duplicate(), Fault.loseAnswer());

        assertThat(faults.lost(IllegalStateException::new)).isSameAs(faults);
        assertThat(store.put("a")).isTrue();
        assertThatThrownBy(() -> store.put("b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> faults.around(Store.class, text -> fail(), method -> false)
                        .put("c"))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(seen).containsExactly("a", "a", "b");
    }

    @Test
    void aWrappedClientKeepsTheInterruption() {
        Store store = faults.lost(IllegalStateException::new).around(Store.class, seen::add, method -> true);
        faults.arm(On.next(), Fault.delay());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> store.put("a")).isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void requestsAreWaitedFor() throws Exception {
        FutureTask<Boolean> waiting = new FutureTask<>(() -> faults.awaitRequests(2, GUARD));
        Thread thread = new Thread(waiting);
        thread.start();

        write("a");
        write("b");

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
        thread.join();
        assertThat(faults.awaitRequests(3, Duration.ZERO)).isFalse();
    }

    @Test
    void writeIsOnItsWayUntilTheBackendHasActedThoughItsAnswerIsHeldBack() throws Exception {
        CountDownLatch act = new CountDownLatch(1);
        faults.arm(On.everyWrite(), Fault.stall());
        FutureTask<String> writing = new FutureTask<>(() -> faults.call("put", true, () -> {
            act.await();
            return "acted";
        }));
        new Thread(writing).start();

        assertThat(faults.awaitMet(1, GUARD)).isTrue();
        assertThat(faults.awaitQuiet(Duration.ZERO)).isFalse();
        act.countDown();
        assertThat(faults.awaitQuiet(GUARD)).isTrue();
        assertThat(writing).isNotDone();

        faults.clear();
        assertThat(writing.get(10, TimeUnit.SECONDS)).isEqualTo("acted");
    }

    @Test
    void readsAreNotWaitedForAndMeetNothingThatIsArmedForWrites() throws Exception {
        faults.arm(On.everyWrite(), Fault.resetBefore());

        boolean quiet = faults.call("get", false, () -> faults.awaitQuiet(Duration.ZERO));

        assertThat(quiet).isTrue();
        assertThat(faults.awaitMet(1, Duration.ZERO)).isFalse();
    }

    private String write(String text) throws Exception {
        return faults.call("put", true, () -> {
            seen.add(text);
            return text;
        });
    }

    private static boolean fail() {
        throw new UnsupportedOperationException("no such thing");
    }

    /** A client of some backend. */
    interface Store {
        boolean put(String text);
    }
}
