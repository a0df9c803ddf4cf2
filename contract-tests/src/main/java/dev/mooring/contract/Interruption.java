package dev.mooring.contract;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A call that is interrupted, and a call like it, begun before, that is not. Both wait for an answer that never comes. When the
 * first to end is the one that was not interrupted, its time-out ended it, and the other would have ended so too.
 */
final class Interruption {

    private final CompletableFuture<Boolean> waiting;
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean timedOut;

    /** Begins the call that is not interrupted. */
    Interruption(Supplier<?> call) {
        waiting = new CompletableFuture<>();
        start(waiting, true, () -> call.get() == null);
    }

    /**
     * Begins the other call, interrupts it once it waits, and answers whether its thread stayed interrupted.
     *
     * @param waits returns once the call waits for its answer
     */
    boolean of(String done, Supplier<?> call, Runnable waits, Duration guard) {
        Thread thread = start(interrupted, false, () -> {
            Object unused = call.get();
            return Thread.interrupted();
        });
        waits.run();
        thread.interrupt();
        await(done, CompletableFuture.anyOf(waiting, interrupted), guard);
        if (timedOut) {
            return Check.fail(done, "an end by the interruption", "an end by its time-out only");
        }
        return await(done, interrupted, guard);
    }

    /** Waits for both calls to end, whatever they answer. */
    void join(Duration guard) {
        CompletableFuture<Void> both = CompletableFuture.allOf(waiting, interrupted);
        await("calls whose answers were released", both.handle((answer, failure) -> true), guard);
    }

    private Thread start(CompletableFuture<Boolean> end, boolean alone, Supplier<Boolean> call) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Boolean answer = call.get();
                        ended(alone);
                        end.complete(answer);
                    } catch (Throwable e) { // told by whoever waits for it
                        ended(alone);
                        end.completeExceptionally(e);
                    }
                },
                "contract-interruption");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void ended(boolean alone) {
        if (ended.compareAndSet(false, true)) {
            timedOut = alone;
        }
    }

    private <T> T await(String done, CompletableFuture<T> end, Duration guard) {
        try {
            return end.get(guard.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Check.fail(done, "an end", "none after " + guard);
        } catch (ExecutionException e) {
            if (timedOut) {
                return Check.fail(done, "an end by the interruption", "an end by its time-out only");
            }
            throw Words.unchecked(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + done, e);
        }
    }
}
