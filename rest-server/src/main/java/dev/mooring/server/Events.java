package dev.mooring.server;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tells open event streams which ids changed. A stream that reads slowly gets less and less detail, never more memory. */
final class Events implements AutoCloseable {
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final int most;

    Events(int most) {
        this.most = most;
    }

    Stream open(String collection, String owner) {
        Stream stream = new Stream(collection, owner);
        streams.add(stream);
        if (streams.size() > most) {
            stream.close();
            throw new Rejection(503, "too-many-streams", "no more than " + most + " event streams are open at a time")
                    .with("Retry-After", "5");
        }
        return stream;
    }

    /** Something changed that this owner sees. */
    void publish(String collection, String owner, Set<String> ids) {
        for (Iterator<Stream> each = streams.iterator(); each.hasNext(); ) {
            Stream stream = each.next();
            if (stream.collection.equals(collection) && stream.owner.equals(owner)) {
                stream.add(ids);
            }
        }
    }

    int size() {
        return streams.size();
    }

    @Override
    public void close() {
        streams.forEach(Stream::close);
    }

    /** What one reader has still to be told. Safe for several threads. */
    final class Stream implements AutoCloseable {
        private static final int MOST_IDS = 1000;

        private final ReentrantLock lock = new ReentrantLock();
        private final Condition news = lock.newCondition();
        private final String collection;
        private final String owner;
        private Set<String> waiting = new LinkedHashSet<>();
        private boolean overflown;
        private boolean closed;

        private Stream(String collection, String owner) {
            this.collection = collection;
            this.owner = owner;
        }

        /** Waits for news, for a while; what is empty and not overflown is a sign of life. */
        News await(long milliseconds) throws InterruptedException {
            lock.lock();
            try {
                long left = TimeUnit.MILLISECONDS.toNanos(milliseconds);
                while (waiting.isEmpty() && !overflown && !closed && left > 0) {
                    left = news.awaitNanos(left);
                }
                News told = new News(waiting, overflown, closed);
                waiting = new LinkedHashSet<>();
                overflown = false;
                return told;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            streams.remove(this);
            change(() -> closed = true);
        }

        private void add(Set<String> ids) {
            change(() -> {
                if (waiting.size() + ids.size() > MOST_IDS) {
                    waiting.clear();
                    overflown = true;
                } else {
                    waiting.addAll(ids);
                }
            });
        }

        private void change(Runnable step) {
            lock.lock();
            try {
                step.run();
                news.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * What a reader is told.
     *
     * @param ids the records that changed
     * @param overflown whether there were more than these
     * @param closed whether the stream ends
     */
    record News(Set<String> ids, boolean overflown, boolean closed) {}
}
