package dev.mooring.benchmarks.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A fixed number of threads, each of which waits for its write before it makes the next one. */
final class Callers implements AutoCloseable {

    private final int count;
    private final ExecutorService threads;

    Callers(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
    }

    void run(int operations, Runnable operation) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int caller = 0; caller < count; caller++) {
            running.add(threads.submit(() -> {
                for (int i = 0; i < operations / count; i++) {
                    operation.run();
                }
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
