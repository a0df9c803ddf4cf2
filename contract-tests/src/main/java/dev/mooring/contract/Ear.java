package dev.mooring.contract;

import dev.mooring.sync.LiveChanges;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A listener that remembers what it was told, and lets a test wait for it. Safe for several threads. */
final class Ear implements LiveChanges.Listener {

    private final Duration guard = Guard.soon();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final AtomicInteger inCall = new AtomicInteger();
    private final CountDownLatch second = new CountDownLatch(1);
    private LiveChanges.State state = LiveChanges.State.CONNECTING;
    private boolean gapAfterLive;
    private boolean lingered;
    private volatile boolean throwing;
    private volatile boolean lingering;
    private int hints;
    private int gaps;
    private int calls;

    /** From now on it throws at every hint and gap. */
    Ear throwing() {
        throwing = true;
        return this;
    }

    /** From now on it stays in the next call until another one begins beside it, or 200 ms. */
    void lingerInNextCall() {
        lingering = true;
    }

    /** Whether it has stayed in a call. */
    boolean lingered() {
        return lingered;
    }

    @Override
    public void hint(Set<String> ids) {
        told(() -> hints++);
        complain();
    }

    @Override
    public void gap() {
        told(() -> {
            gaps++;
            gapAfterLive |= state == LiveChanges.State.LIVE;
        });
        complain();
    }

    @Override
    public void state(LiveChanges.State now) {
        told(() -> state = now);
    }

    boolean isLive() {
        return state == LiveChanges.State.LIVE;
    }

    boolean hadGapAfterLive() {
        return gapAfterLive;
    }

    /** Whether a call began while another one was going on. */
    boolean overlapped() {
        return second.getCount() == 0;
    }

    int gaps() {
        return gaps;
    }

    /** How often something was hinted or may have been missed. */
    int told() {
        lock.lock();
        try {
            return hints + gaps;
        } finally {
            lock.unlock();
        }
    }

    int calls() {
        lock.lock();
        try {
            return calls;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something was heard. */
    void await(String done, String expected, Predicate<Ear> heard) {
        long left = guard.toNanos();
        lock.lock();
        try {
            while (!heard.test(this)) {
                if (left <= 0) {
                    Check.fail(
                            done, expected, "state " + state + ", " + hints + " hints, " + gaps + " gaps in " + guard);
                }
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Check.fail(done, expected, "an interruption");
        } finally {
            lock.unlock();
        }
    }

    private void told(Runnable change) {
        // read on entry: a call that is ending when the test asks for it is not the next one
        boolean stays = lingering;
        if (inCall.incrementAndGet() > 1) {
            second.countDown();
        }
        lock.lock();
        try {
            calls++;
            change.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
        if (stays) {
            linger();
        }
        inCall.decrementAndGet();
    }

    private void linger() {
        try {
            second.await(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            lingering = false;
            lingered = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void complain() {
        if (throwing) {
            throw new IllegalStateException("a listener that throws");
        }
    }
}
