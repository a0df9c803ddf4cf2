package dev.mooring.store.sqlite;

import dev.mooring.store.StoreException;
import dev.mooring.store.StoreException.Kind;
import dev.mooring.store.StoreReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sessions for reading. A read never waits for another: when all are in use it gets a new one, and few are kept. */
final class ReaderPool {

    private static final int KEPT = 4;

    private final Supplier<Session> opener;
    private final Deque<Reading> idle = new ArrayDeque<>();
    private int inUse;
    private boolean closed;

    ReaderPool(Supplier<Session> opener) {
        this.opener = opener;
    }

    <T> T read(Function<? super StoreReader, T> work) {
        Reading reading = take();
        try {
            return reading.run(work);
        } finally {
            giveBack(reading);
        }
    }

    private Reading take() {
        Reading kept;
        synchronized (this) {
            if (closed) {
                throw new StoreException(Kind.CLOSED, "the store is closed");
            }
            inUse++;
            kept = idle.poll();
        }
        return kept != null ? kept : open();
    }

    private Reading open() {
        boolean opened = false;
        try {
            Reading reading = new Reading(opener.get());
            opened = true;
            return reading;
        } finally {
            if (!opened) {
                free();
            }
        }
    }

    private void giveBack(Reading reading) {
        boolean keep;
        synchronized (this) {
            keep = reading.isSound() && !closed && idle.size() < KEPT;
            if (keep) {
                idle.push(reading);
            }
        }
        try {
            if (!keep) {
                reading.close();
            }
        } finally {
            free();
        }
    }

    private synchronized void free() {
        inUse--;
        notifyAll();
    }

    /** Refuses further reads, waits for those that have begun and closes the sessions. */
    synchronized void close() {
        closed = true;
        boolean interrupted = false;
        while (inUse > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        idle.forEach(Reading::close);
        idle.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
