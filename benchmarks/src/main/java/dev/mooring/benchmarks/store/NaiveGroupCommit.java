package dev.mooring.benchmarks.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** The control for many callers: one thread that takes whatever waits and commits it at once. No failing work is kept apart. */
final class NaiveGroupCommit implements AutoCloseable {

    private static final long STOP = -1;

    private final RawStore store;
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "naive-group-commit");

    NaiveGroupCommit(RawStore store) {
        this.store = store;
        thread.start();
    }

    void store(long number) {
        Entry entry = new Entry(number, new CompletableFuture<>());
        queue.add(entry);
        entry.done.join();
    }

    private void run() {
        try {
            List<Entry> group = new ArrayList<>();
            while (group.stream().noneMatch(entry -> entry.number == STOP)) {
                group.clear();
                group.add(queue.take());
                queue.drainTo(group);
                commit(group);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void commit(List<Entry> group) throws SQLException {
        store.begin();
        for (Entry entry : group) {
            if (entry.number != STOP) {
                store.store(entry.number);
            }
        }
        store.commit();
        group.forEach(entry -> entry.done.complete(true));
    }

    @Override
    public void close() {
        store(STOP);
    }

    /** A work that waits. */
    private record Entry(long number, CompletableFuture<Boolean> done) {}
}
