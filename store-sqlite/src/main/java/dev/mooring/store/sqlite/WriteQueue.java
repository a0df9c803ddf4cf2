package dev.mooring.store.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Group commit without a thread of its own: whoever finds nobody at work takes all works that wait, runs them in one transaction and tells their
 * callers. A single caller thus works inline, and many share one wait for the disk.
 */
final class WriteQueue {

    /** Bounds how long the first of a group waits for the last. */
    private static final int LARGEST_GROUP = 256;

    private final Queue<Ticket<?>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();
    private final Consumer<List<Ticket<?>>> group;

    /** Runs groups by the given writer, one group at a time. */
    WriteQueue(Consumer<List<Ticket<?>>> group) {
        this.group = group;
    }

    <T> T run(Ticket<T> ticket) {
        waiting.add(ticket);
        // works of others may run on this thread: its interruption is not theirs, and must not keep it from waiting
        boolean interrupted = Thread.interrupted();
        while (!ticket.isDone()) {
            if (turn.tryLock()) {
                runWaiting();
            } else {
                LockSupport.park(this);
            }
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ticket.outcome();
    }

    /** Runs something between two groups. */
    void between(Runnable action) {
        turn.lock();
        try {
            action.run();
        } finally {
            turn.unlock();
            wakeNext();
        }
    }

    private void runWaiting() {
        List<Ticket<?>> tickets = new ArrayList<>();
        try {
            for (Ticket<?> next = waiting.poll(); next != null; next = waiting.poll()) {
                tickets.add(next);
                if (tickets.size() == LARGEST_GROUP) {
                    break;
                }
            }
            group.accept(tickets);
        } finally {
            tickets.stream().filter(ticket -> !ticket.isDone()).forEach(Ticket::abandon);
            turn.unlock();
            wakeNext();
        }
    }

    private void wakeNext() {
        Ticket<?> next = waiting.peek();
        if (next != null) {
            next.wake();
        }
    }
}
