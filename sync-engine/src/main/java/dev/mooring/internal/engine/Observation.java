package dev.mooring.internal.engine;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoredRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One observer: first what is there, in parts, then what changes. It reads a record's state at the moment it tells it, so that it
 * never tells an older state after a newer one, and a slow observer is told less often, not later. One call at a time.
 */
public final class Observation implements AutoCloseable {

    private static final int SOME = 500;

    private final LocalStore store;
    private final String collection;
    private final Executor executor;
    private final Consumer<List<StoredRecord>> receiver;
    private final Set<String> dirty = new LinkedHashSet<>();
    private Map<String, StoredRecord> justTold = Map.of();
    private boolean runs;
    private boolean closed;
    private String walked = "";
    private boolean walking = true;

    /** An observation that has not begun. */
    public Observation(LocalStore store, String collection, Executor executor, Consumer<List<StoredRecord>> receiver) {
        this.store = store;
        this.collection = collection;
        this.executor = executor;
        this.receiver = receiver;
    }

    /** Begins. */
    public void start() {
        wake();
    }

    /** A record's view changed. */
    public void changed(String id) {
        synchronized (dirty) {
            dirty.add(id);
        }
        wake();
    }

    private void wake() {
        synchronized (dirty) {
            if (runs || closed) {
                return;
            }
            runs = true;
        }
        executor.execute(this::run);
    }

    private void run() {
        boolean done = false;
        try {
            for (List<StoredRecord> next = next(); !next.isEmpty(); next = next()) {
                tell(next);
            }
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /** What was just told, in the same state, is not told again: it changed between its commit and our look. */
    private void tell(List<StoredRecord> records) {
        List<StoredRecord> news = records.stream()
                .filter(record -> !record.equals(justTold.get(record.id())))
                .toList();
        justTold = records.stream().collect(Collectors.toMap(StoredRecord::id, record -> record));
        if (!news.isEmpty()) {
            receiver.accept(news);
        }
    }

    private List<StoredRecord> next() {
        if (walking) {
            List<StoredRecord> some = store.read(reader -> reader.records(collection, walked, SOME));
            if (!some.isEmpty()) {
                walked = some.get(some.size() - 1).id();
                return isClosed() ? List.of() : some;
            }
            walking = false;
        }
        Set<String> ids = take();
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, StoredRecord> found = store.read(reader -> reader.records(collection, ids));
        List<StoredRecord> changes = new ArrayList<>();
        ids.forEach(id -> changes.add(found.getOrDefault(id, StoredRecord.unknown(collection, id))));
        return changes;
    }

    private Set<String> take() {
        synchronized (dirty) {
            Set<String> some = new LinkedHashSet<>();
            if (!closed) {
                dirty.stream().limit(SOME).forEach(some::add);
                dirty.removeAll(some);
            }
            runs = !some.isEmpty();
            return some;
        }
    }

    private boolean isClosed() {
        synchronized (dirty) {
            return closed;
        }
    }

    /** Ends; a call that has begun goes to its end. */
    @Override
    public void close() {
        synchronized (dirty) {
            closed = true;
            dirty.clear();
        }
    }
}
