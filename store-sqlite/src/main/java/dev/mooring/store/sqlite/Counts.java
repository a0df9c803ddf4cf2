package dev.mooring.store.sqlite;

import java.util.HashMap;
import java.util.Map;

/**
 * How many pending writes and dead letters each collection has. Kept as rows, so that a read sees the numbers of its moment; what a transaction
 * changes is added up and stored once, before the commit. The newest few writes are not in the row but counted when somebody asks: so a
 * single write, which is always one of them, does not change one page more.
 */
final class Counts {

    /** So many writes at most, and what one transaction adds, are counted when somebody asks. */
    private static final int NEWEST = 64;

    static final String PENDING = "SELECT ifnull((SELECT pending FROM counts WHERE collection = ?1), 0)"
            + " + (SELECT count(*) FROM pending WHERE collection = ?1"
            + " AND sequence > ifnull((SELECT upto FROM counts WHERE collection = ?1), 0))";

    static final String LETTERS = "SELECT letters FROM counts WHERE collection = ?";
    static final String STORED = "SELECT pending FROM counts WHERE collection = ?";
    static final String UPTO = "SELECT upto FROM counts WHERE collection = ?";
    static final String NEWER = "SELECT count(*) FROM pending WHERE collection = ? AND sequence > ?";
    static final String LAST = "SELECT ifnull(max(sequence), 0) FROM pending WHERE collection = ?";

    static final String ADD = "INSERT INTO counts (collection, pending, letters, upto) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (collection) DO UPDATE SET pending = pending + excluded.pending, letters = letters + excluded.letters,"
            + " upto = excluded.upto";

    private final Session session;
    /** What the works of the transaction that succeeded have changed. */
    private final Map<String, Delta> kept = new HashMap<>();
    /** What the running work has changed. */
    private final Map<String, Delta> work = new HashMap<>();
    /** Up to which write the rows count. Changes with a commit only. */
    private final Map<String, Long> upto = new HashMap<>();
    /** How many newer ones there are, or more: some may have gone. */
    private final Map<String, Long> newer = new HashMap<>();

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

    /** A write is stored now. */
    void added(String collection, long sequence) {
        if (sequence <= upto(collection)) {
            changed(collection, new Delta(1, 0));
        } else {
            newer.merge(collection, 1L, Long::sum);
            changed(collection, Delta.NONE);
        }
    }

    /** A write is not stored any more. */
    void removed(String collection, long sequence) {
        if (sequence <= upto(collection)) {
            changed(collection, new Delta(-1, 0));
        }
    }

    /** All writes of a collection are about to go. */
    void dropped(String collection) {
        long stored = session.call(STORED).text(collection).count()
                + delta(kept, collection).pending
                + delta(work, collection).pending;
        changed(collection, new Delta(-stored, 0));
    }

    void letters(String collection, int more) {
        changed(collection, new Delta(0, more));
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
        upto.clear();
        newer.clear();
    }

    void store() {
        kept.forEach(this::store);
        kept.clear();
    }

    private void store(String collection, Delta delta) {
        long counted = upto(collection);
        long more = delta.pending;
        if (newer.getOrDefault(collection, 0L) >= NEWEST) {
            more += session.call(NEWER).text(collection).number(counted).count();
            counted = Math.max(counted, session.call(LAST).text(collection).count());
            upto.put(collection, counted);
            newer.put(collection, 0L);
        } else if (delta.equals(Delta.NONE)) {
            return;
        }
        session.call(ADD)
                .text(collection)
                .number(more)
                .number(delta.letters)
                .number(counted)
                .run();
    }

    private long upto(String collection) {
        Long known = upto.get(collection);
        if (known != null) {
            return known;
        }
        long stored = session.call(UPTO).text(collection).count();
        upto.put(collection, stored);
        newer.put(
                collection, session.call(NEWER).text(collection).number(stored).count());
        return stored;
    }

    private void changed(String collection, Delta delta) {
        work.merge(collection, delta, Delta::plus);
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
