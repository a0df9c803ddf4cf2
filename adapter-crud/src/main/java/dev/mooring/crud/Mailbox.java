package dev.mooring.crud;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The hints of one subscription on their way to the listener. What comes faster than it is taken is joined, so that memory stays
 * bounded. Safe for several threads.
 */
final class Mailbox implements Hints {

    /** More waiting ids than this say no more than that something changed. */
    private static final int MOST_IDS = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Set<String> ids = new LinkedHashSet<>();
    private boolean changed;
    private boolean gap;
    private boolean lost;
    private boolean ended;

    /**
     * What came since the last one was taken.
     *
     * @param changed whether something changed
     * @param ids what changed, as far as known
     * @param gap whether something may have been missed
     * @param lost whether the subscription broke
     */
    record Mail(boolean changed, Set<String> ids, boolean gap, boolean lost) {}

    @Override
    public void changed(Set<String> rows) {
        put(() -> {
            changed = true;
            ids.addAll(rows);
            if (ids.size() > MOST_IDS) {
                ids.clear();
                gap = true;
            }
        });
    }

    @Override
    public void missed() {
        put(() -> gap = true);
    }

    @Override
    public void lost() {
        put(() -> {
            gap = true;
            lost = true;
        });
    }

    /** From now on hints are thrown away. */
    void end() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something. */
    Mail take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!changed && !gap) {
                news.await();
            }
            Mail mail = new Mail(changed, Set.copyOf(ids), gap, lost);
            ids.clear();
            changed = false;
            gap = false;
            return mail;
        } finally {
            lock.unlock();
        }
    }

    private void put(Runnable hint) {
        lock.lock();
        try {
            if (!ended) {
                hint.run();
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
