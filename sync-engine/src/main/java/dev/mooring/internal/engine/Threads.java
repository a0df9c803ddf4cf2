package dev.mooring.internal.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The world as it is: one control thread, and as many threads as there are calls. Safe for several threads. */
public final class Threads implements World.Control, World.Calls, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    private final ScheduledThreadPoolExecutor control;
    private final ExecutorService calls;

    /** Starts the control thread with the first event. */
    public Threads() {
        control = new ScheduledThreadPoolExecutor(1, named("mooring-control"), new ThreadPoolExecutor.DiscardPolicy());
        control.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        control.setRemoveOnCancelPolicy(true);
        calls = Executors.newCachedThreadPool(named("mooring-call"));
    }

    /** This world, with a clock and luck. */
    public World world(Clock clock, RandomGenerator random) {
        return new World(clock, random, this, this);
    }

    @Override
    public void execute(Runnable event) {
        control.execute(() -> told(event));
    }

    @Override
    public Runnable schedule(Duration delay, Runnable event) {
        ScheduledFuture<?> later = control.schedule(() -> told(event), delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> later.cancel(false);
    }

    @Override
    public <T> void call(Callable<T> work, World.Answer<T> answer) {
        calls.execute(() -> {
            T given = null;
            Throwable failure = null;
            try {
                given = work.call();
            } catch (Exception | Error e) {
                // also an error is an answer: a lane that waits for one would wait for ever
                failure = e;
            }
            tell(answer, given, failure);
        });
    }

    private <T> void tell(World.Answer<T> answer, @Nullable T given, @Nullable Throwable failure) {
        execute(() -> answer.told(given, failure));
    }

    private static void told(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException | Error e) {
            // the control thread has nobody to tell: one broken event must not end the others
            LOG.error("an event of the engine failed", e);
        }
    }

    /** Ends: calls are interrupted, what has not begun is dropped. */
    @Override
    public void close() {
        control.shutdown();
        calls.shutdownNow();
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
