package dev.mooring.migrate;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Calls that are made while something else is done; or, where nothing may be done beside, when their answer is wanted. Safe for several threads. */
final class Ahead implements AutoCloseable {

    private final ExecutorService threads;
    private final boolean beside;

    Ahead(ThreadFactory factory, boolean beside) {
        this.threads = Executors.newCachedThreadPool(factory);
        this.beside = beside;
    }

    <T> Later<T> begin(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        if (beside) {
            threads.execute(task);
        }
        return new Later<>(task, beside);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        ended(threads);
    }

    /** Waits until the last of them has returned; they were told to. An interruption is kept for later. */
    static void ended(ExecutorService threads) {
        boolean interrupted = false;
        for (boolean over = false; !over; ) {
            try {
                over = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * An answer to come.
     *
     * @param <T> what it is
     */
    static final class Later<T> implements AutoCloseable {

        private final FutureTask<T> task;
        private final boolean beside;

        private Later(FutureTask<T> task, boolean beside) {
            this.task = task;
            this.beside = beside;
        }

        T get() {
            if (!beside) {
                task.run();
            }
            return answer(task);
        }

        /** Gives up what was not waited for. */
        @Override
        public void close() {
            task.cancel(true);
        }
    }

    /** The answer, or what was thrown instead. */
    static <T> T answer(Future<T> call) {
        try {
            return call.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a call ended without an answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    static CancellationException interrupted(Throwable cause) {
        CancellationException stopped =
                new CancellationException("the migration was interrupted; the same call goes on where it was");
        stopped.initCause(cause);
        return stopped;
    }
}
