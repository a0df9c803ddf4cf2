package dev.mooring.crud;

import dev.mooring.sync.TemporaryFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Calls functions: in bounded time, until they are interrupted, and never after the adapter was closed. Safe for several threads. */
final class Calls implements AutoCloseable {

    /** A function that never returns keeps its thread: this bounds how many of them there can be. */
    private static final int MOST_THREADS = 64;

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final String scope;
    private final CrudErrors errors;
    private final Optional<Duration> timeout;
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, MOST_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Calls::thread);
    private volatile boolean closed;

    /**
     * Calls in threads of its own, or in the caller's.
     *
     * @param timeout how long one call may take; empty = in the caller's thread, as long as it takes
     */
    Calls(String scope, CrudErrors errors, Optional<Duration> timeout) {
        this.scope = scope;
        this.errors = errors;
        this.timeout = timeout;
    }

    /** Calls a function that reads. */
    <T extends @Nullable Object> T read(String attempted, Callable<T> function) {
        return call(attempted + " of " + scope, function, false);
    }

    /** Calls a function that writes: a failure leaves open whether it took effect. */
    <T extends @Nullable Object> T write(String attempted, Callable<T> function) {
        return call(attempted + " in " + scope, function, true);
    }

    /** Fails when the adapter was closed. */
    void mustBeOpen() {
        if (closed) {
            throw new IllegalStateException("the adapter of " + scope + " is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
    }

    private <T extends @Nullable Object> T call(String attempted, Callable<T> function, boolean write) {
        mustBeOpen();
        if (Thread.currentThread().isInterrupted()) {
            throw TemporaryFailure.notApplied(attempted + " was interrupted before it began", null);
        }
        return timeout.isEmpty() ? here(attempted, function, write) : apart(attempted, function, write, timeout.get());
    }

    private <T extends @Nullable Object> T here(String attempted, Callable<T> function, boolean write) {
        try {
            return function.call();
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw errors.meaning(attempted, e, write);
        }
    }

    private <T extends @Nullable Object> T apart(
            String attempted, Callable<T> function, boolean write, Duration longest) {
        Future<T> running = begin(attempted, function);
        try {
            return running.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw CrudErrors.unknown(attempted + " was interrupted", e, write);
        } catch (TimeoutException e) {
            running.cancel(true);
            throw CrudErrors.unknown(attempted + " gave no answer within " + longest, e, write);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw errors.meaning(attempted, e.getCause() instanceof Exception cause ? cause : e, write);
        }
    }

    private <T extends @Nullable Object> Future<T> begin(String attempted, Callable<T> function) {
        try {
            return threads.submit(function);
        } catch (RejectedExecutionException e) {
            mustBeOpen();
            throw TemporaryFailure.notApplied(
                    attempted + " did not begin: " + MOST_THREADS + " calls have given no answer yet", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "mooring-crud-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
