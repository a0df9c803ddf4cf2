package dev.mooring.contract.fault;

import dev.mooring.contract.fault.Faults.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is armed, and what has passed. Safe for several threads. */
final class FaultPlan {

    private final List<Request> requests = new ArrayList<>();
    private List<Fault> armed = List.of();
    private On on = On.next();
    private int matched;
    private CountDownLatch release = new CountDownLatch(1);

    synchronized void arm(On which, List<Fault> faults) {
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("no fault to arm");
        }
        clear();
        on = which;
        armed = List.copyOf(faults);
        matched = 0;
    }

    synchronized void clear() {
        armed = List.of();
        release.countDown();
        release = new CountDownLatch(1);
    }

    synchronized void reset() {
        clear();
        requests.clear();
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    synchronized boolean await(int count, Duration guard) throws InterruptedException {
        long end = System.nanoTime() + guard.toNanos();
        while (requests.size() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Notes a request and decides what happens to it. */
    synchronized Meeting meet(Request request) {
        requests.add(request);
        notifyAll();
        return new Meeting(Optional.ofNullable(next(request.write())), release);
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

    /**
     * What happens to one request.
     *
     * @param fault what goes wrong, if anything
     * @param release opens when the fault is cleared
     */
    record Meeting(Optional<Fault> fault, CountDownLatch release) {

        /** Waits as long as a delay says. */
        void holdBack(Optional<Duration> time) throws InterruptedException {
            if (time.isEmpty()) {
                release.await();
            } else {
                pause(time.get());
            }
        }

        /** Waits for so long; answers whether the fault was cleared meanwhile. */
        boolean pause(Duration time) throws InterruptedException {
            return release.await(time.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
