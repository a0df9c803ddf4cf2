package dev.mooring.internal.observe;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One who is told a value now and whenever it is another one; values in between may be left out, the last one never. One call at a time. Safe for
 * several threads.
 *
 * @param <S> the value
 */
public final class Latest<S> implements AutoCloseable {

    private final Supplier<S> value;
    private final Consumer<? super S> receiver;
    private final Executor executor;
    private final Consumer<RuntimeException> broken;
    private final Object lock = new Object();
    private @Nullable S told;
    private boolean moved;
    private boolean runs;
    private boolean closed;
    private volatile @Nullable Thread handingOver;
    private volatile boolean ranInline;

    /**
     * Nobody is told yet.
     *
     * @param broken is told of a receiver that throws and an executor that refuses: each ends it
     */
    public Latest(
            Supplier<S> value, Consumer<? super S> receiver, Executor executor, Consumer<RuntimeException> broken) {
        this.value = value;
        this.receiver = receiver;
        this.executor = executor;
        this.broken = broken;
    }

    /** The value may be another one; answers whether anybody is still told. */
    public boolean moved() {
        synchronized (lock) {
            moved = true;
            if (closed || runs) {
                return !closed;
            }
            runs = true;
        }
        try {
            handOver();
            return true;
        } catch (RuntimeException e) {
            close();
            broken.accept(e);
            return false;
        }
    }

    private void handOver() {
        handingOver = Thread.currentThread();
        try {
            executor.execute(this::run);
        } finally {
            handingOver = null;
        }
        if (ranInline) {
            throw new RejectedExecutionException(
                    "an observer's executor must not run its work on the thread that hands it over");
        }
    }

    private void run() {
        if (Thread.currentThread().equals(handingOver)) {
            ranInline = true;
            return;
        }
        try {
            while (goesOn()) {
                S now = value.get();
                if (!now.equals(told)) {
                    told = now;
                    receiver.accept(now);
                }
            }
        } catch (RuntimeException e) {
            close();
            broken.accept(e);
        } catch (Error e) {
            close();
            broken.accept(new IllegalStateException("an observer failed: " + e, e));
            throw e;
        }
    }

    private boolean goesOn() {
        synchronized (lock) {
            runs = moved && !closed;
            moved = false;
            return runs;
        }
    }

    /** Ends without a word; a call that has begun goes to its end, no other begins. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
    }
}
