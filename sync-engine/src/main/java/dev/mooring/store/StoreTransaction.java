package dev.mooring.store;

import java.util.Collection;

/**
 * A change of a {@link LocalStore} in the making: it sees its own changes. {@code put} replaces what has the same identity.
 * Used by one thread, inside the work it was given to.
 */
public interface StoreTransaction extends StoreReader {

    /** Stores a record under its collection and id; its mark stays as it is (0 when it is new). */
    void put(StoredRecord record);

    /** Forgets a record and its mark; nothing happens when it is not stored. Pending writes stay. */
    void removeRecord(String collection, String id);

    /**
     * Marks records as seen in a generation. Ids without a record are skipped. A store MAY keep marks apart from records, so that marking a record
     * does not rewrite it.
     */
    void mark(String collection, Collection<String> ids, long generation);

    /** Stores a pending write under its sequence. */
    void put(PendingWrite write);

    /** Forgets a pending write; nothing happens when it is not stored. Who waits for it is not changed. */
    void removePending(long sequence);

    /** Stores a dead letter under its number. */
    void put(DeadLetter letter);

    /** Forgets a dead letter; nothing happens when it is not stored. */
    void removeDeadLetter(long number);

    /** Stores a note; owner and name as in {@link #note}. */
    void putNote(String owner, String name, String text);

    /** Forgets a note; nothing happens when it is not stored. */
    void removeNote(String owner, String name);

    /** Forgets everything of a collection: records, marks, pending writes, dead letters, notes. */
    void drop(String collection);

    /**
     * Asks for a call after this work is durable (STORE-10). It MUST be quick, MUST NOT throw and MUST NOT call the store; it may run on the store's writer
     * thread.
     */
    void onCommit(Runnable told);
}
