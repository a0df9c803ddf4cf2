package dev.mooring.store.contract;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opentest4j.AssertionFailedError;

/** One more thread that uses the store. */
final class Caller<T> {

    private final FutureTask<T> task;
    private final Thread thread;

    private Caller(FutureTask<T> task) {
        this.task = task;
        this.thread = new Thread(task, "store-contract");
        thread.setDaemon(true);
    }

    static <T> Caller<T> start(Callable<T> call) {
        Caller<T> caller = new Caller<>(new FutureTask<>(call));
        caller.thread.start();
        return caller;
    }

    Thread thread() {
        return thread;
    }

    boolean isDone() {
        return task.isDone();
    }

    /** Its answer; what it threw is thrown as the cause of an error. */
    T answer(Duration patience) {
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new AssertionFailedError("another caller failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionFailedError("another caller is still waiting after " + patience, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionFailedError("the test was interrupted", e);
        }
    }

    /** Returns when the caller has finished, or waits for something. */
    void doneOrWaiting(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!task.isDone() && !isWaiting() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private boolean isWaiting() {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING || state == Thread.State.BLOCKED;
    }
}
