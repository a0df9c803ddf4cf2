package dev.mooring.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * A store in memory, for tests and for data that may go with the process. It keeps every rule of {@link LocalStore} that
 * can be kept without a disk: what it holds lives as long as the object, {@link #close} only shuts the door, and {@link #reopen} opens it again, as the
 * next process would find it. Safe for several threads.
 */
public final class MemoryStore implements LocalStore {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final Map<String, MemoryCollection> collections;
    private final Map<Long, NavigableSet<Long>> waiting;
    private final Map<Long, String> owners;
    private boolean closed;

    /** An empty store. */
    public MemoryStore() {
        this(new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    private MemoryStore(
            Map<String, MemoryCollection> collections,
            Map<Long, NavigableSet<Long>> waiting,
            Map<Long, String> owners) {
        this.collections = collections;
        this.waiting = waiting;
        this.owners = owners;
    }

    /** Closes this store, and opens what it held. */
    public MemoryStore reopen() {
        close();
        return new MemoryStore(collections, waiting, owners);
    }

    @Override
    public <T> T read(Function<? super StoreReader, T> work) {
        refuseNesting();
        lock.readLock().lock();
        try {
            refuseClosed();
            return work.apply(new MemoryTransaction(this));
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public <T> T write(Function<? super StoreTransaction, T> work) {
        refuseNesting();
        lock.writeLock().lock();
        try {
            refuseClosed();
            MemoryTransaction transaction = new MemoryTransaction(this);
            T answer = runOrUndo(transaction, work);
            transaction.committed();
            return answer;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static <T> T runOrUndo(MemoryTransaction transaction, Function<? super StoreTransaction, T> work) {
        boolean done = false;
        try {
            T answer = work.apply(transaction);
            done = true;
            return answer;
        } finally {
            if (!done) {
                transaction.undo();
            }
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void refuseNesting() {
        if (lock.isWriteLockedByCurrentThread() || lock.getReadHoldCount() > 0) {
            throw new IllegalStateException("work in a store must not call the store again");
        }
    }

    private void refuseClosed() {
        if (closed) {
            throw new StoreException(StoreException.Kind.CLOSED, "the store in memory is closed");
        }
    }

    /** The tables of a collection; a look at one that does not exist leaves nothing behind. */
    MemoryCollection look(String collection) {
        MemoryCollection found = collections.get(collection);
        return found == null ? new MemoryCollection() : found;
    }

    MemoryCollection touch(String collection) {
        return collections.computeIfAbsent(collection, name -> new MemoryCollection());
    }

    Map<String, MemoryCollection> collections() {
        return collections;
    }

    /** The collection of each pending write, by its sequence. */
    Map<Long, String> owners() {
        return owners;
    }

    void index(PendingWrite write) {
        owners.put(write.sequence(), write.collection());
        for (Long other : write.waitsFor()) {
            waiting.computeIfAbsent(other, any -> new TreeSet<>()).add(write.sequence());
        }
    }

    void unindex(PendingWrite write) {
        owners.remove(write.sequence());
        for (Long other : write.waitsFor()) {
            waiting.computeIfPresent(other, (any, sequences) -> {
                sequences.remove(write.sequence());
                return sequences.isEmpty() ? null : sequences;
            });
        }
    }

    List<Long> waitingFor(long sequence) {
        return new ArrayList<>(waiting.getOrDefault(sequence, new TreeSet<>()));
    }
}
