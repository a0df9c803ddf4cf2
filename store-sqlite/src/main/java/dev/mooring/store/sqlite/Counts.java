package dev.mooring.store.sqlite;

import java.util.HashMap;
import java.util.Map;

/**
 * How many pending writes and dead letters each collection has. Kept as rows, so that a read sees the numbers of its moment; what a transaction
 * changes is added up and stored once, before the commit.
 */
final class Counts {

    static final String PENDING = "SELECT pending FROM counts WHERE collection = ?";
    static final String LETTERS = "SELECT letters FROM counts WHERE collection = ?";

    static final String ADD = "INSERT INTO counts (collection, pending, letters) VALUES (?, ?, ?)"
            + " ON CONFLICT (collection) DO UPDATE SET pending = pending + excluded.pending, letters = letters + excluded.letters";

    private final Session session;
    /** What the works of the transaction that succeeded have changed. */
    private final Map<String, Delta> kept = new HashMap<>();
    /** What the running work has changed. */
    private final Map<String, Delta> work = new HashMap<>();

    Counts(Session session) {
        this.session = session;
    }

    long pending(String collection) {
        return session.call(PENDING).text(collection).count()
                + delta(kept, collection).pending
                + delta(work, collection).pending;
    }

    long letters(String collection) {
        return session.call(LETTERS).text(collection).count()
                + delta(kept, collection).letters
                + delta(work, collection).letters;
    }

    void pending(String collection, int more) {
        work.merge(collection, new Delta(more, 0), Delta::plus);
    }

    void letters(String collection, int more) {
        work.merge(collection, new Delta(0, more), Delta::plus);
    }

    void keepWork() {
        work.forEach((collection, delta) -> kept.merge(collection, delta, Delta::plus));
        work.clear();
    }

    void forgetWork() {
        work.clear();
    }

    void forgetAll() {
        kept.clear();
        work.clear();
    }

    void store() {
        kept.forEach((collection, delta) -> {
            if (delta.pending != 0 || delta.letters != 0) {
                session.call(ADD)
                        .text(collection)
                        .number(delta.pending)
                        .number(delta.letters)
                        .run();
            }
        });
        kept.clear();
    }

    private static Delta delta(Map<String, Delta> deltas, String collection) {
        return deltas.getOrDefault(collection, Delta.NONE);
    }

    private record Delta(long pending, long letters) {
        static final Delta NONE = new Delta(0, 0);

        Delta plus(Delta other) {
            return new Delta(pending + other.pending, letters + other.letters);
        }
    }
}
