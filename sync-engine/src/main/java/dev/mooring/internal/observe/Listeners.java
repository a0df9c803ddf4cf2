package dev.mooring.internal.observe;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which observers are told that brought none: as many as are being told at once. Safe for several threads. */
public final class Listeners implements Executor, AutoCloseable {

    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "mooring-listener-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** Takes no more; what was handed over goes to its end. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
