package dev.mooring.contract.fault;

import dev.mooring.contract.fault.Faults.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is armed, what has passed, and what is on its way: for whoever writes another form of {@link Faults}, such as one for a protocol
 * that is not HTTP. Each request goes through {@link #meet}. Safe for several threads.
 */
public final class FaultPlan {

    private final List<Request> requests = new ArrayList<>();
    private List<Fault> armed = List.of();
    private On on = On.next();
    private int matched;
    private int met;
    private int writesOnTheirWay;
    private CountDownLatch release = new CountDownLatch(1);

    /** Nothing is armed. */
    public FaultPlan() {}

    /** See {@link Faults#arm}; which faults are supported is not known here. */
    public synchronized void arm(On which, List<Fault> faults) {
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("no fault to arm");
        }
        clear();
        on = which;
        armed = List.copyOf(faults);
        matched = 0;
        met = 0;
    }

    /** See {@link Faults#clear}. */
    public synchronized void clear() {
        armed = List.of();
        release.countDown();
        release = new CountDownLatch(1);
    }

    /** See {@link Faults#reset}. */
    public synchronized void reset() {
        clear();
        requests.clear();
    }

    /** See {@link Faults#requests}. */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /**
     * See {@link Faults#awaitRequests}.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public boolean awaitRequests(int count, Duration guard) throws InterruptedException {
        return await(() -> requests.size() >= count, guard);
    }

    /**
     * See {@link Faults#awaitMet}.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public boolean awaitMet(int count, Duration guard) throws InterruptedException {
        return await(() -> met >= count, guard);
    }

    /**
     * See {@link Faults#awaitQuiet}.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public boolean awaitQuiet(Duration guard) throws InterruptedException {
        return await(() -> writesOnTheirWay == 0, guard);
    }

    /** Notes a request and decides what happens to it. Whoever carries it tells the meeting when the backend has acted. */
    public synchronized Meeting meet(Request request) {
        requests.add(request);
        Fault fault = next(request.write());
        met += fault == null ? 0 : 1;
        writesOnTheirWay += request.write() ? 1 : 0;
        notifyAll();
        return new Meeting(fault, release, request.write());
    }

    private synchronized boolean await(BooleanSupplier condition, Duration guard) throws InterruptedException {
        long end = System.nanoTime() + guard.toNanos();
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private synchronized void writeArrived() {
        writesOnTheirWay--;
        notifyAll();
    }

    private @Nullable Fault next(boolean write) {
        if (armed.isEmpty() || !on.kind().matches(write)) {
            return null;
        }
        int turn = matched++ - on.skipped();
        if (turn < 0 || (!on.all() && turn >= armed.size())) {
            return null;
        }
        return armed.get(turn % armed.size());
    }

    /** What happens to one request. Safe for several threads. */
    public final class Meeting {

        private final @Nullable Fault fault;
        private final CountDownLatch release;
        private final AtomicBoolean onItsWay;

        private Meeting(@Nullable Fault fault, CountDownLatch release, boolean write) {
            this.fault = fault;
            this.release = release;
            this.onItsWay = new AtomicBoolean(write);
        }

        /** What goes wrong, if anything. */
        public Optional<Fault> fault() {
            return Optional.ofNullable(fault);
        }

        /** The backend has acted, or will not. May be told twice. */
        public void acted() {
            if (onItsWay.compareAndSet(true, false)) {
                writeArrived();
            }
        }

        /**
         * Waits as long as a delay says, or until the fault is cleared.
         *
         * @throws InterruptedException when the waiting thread is interrupted
         */
        public void holdBack(Optional<Duration> time) throws InterruptedException {
            if (time.isEmpty()) {
                release.await();
            } else {
                pause(time.get());
            }
        }

        /**
         * Waits for so long.
         *
         * @return whether the fault was cleared meanwhile
         * @throws InterruptedException when the waiting thread is interrupted
         */
        public boolean pause(Duration time) throws InterruptedException {
            return release.await(time.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
