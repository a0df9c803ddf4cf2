package dev.mooring.supabase.auth;

import dev.mooring.sync.TemporaryFailure;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one thread of this program in at a time; who waits can be interrupted. Safe for several threads. */
final class Turn {

    private final ReentrantLock lock = new ReentrantLock();

    <T> T during(Supplier<T> work) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TemporaryFailure.notApplied("interrupted while waiting for the session", e);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
