package dev.mooring.store.sqlite;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The changes of the works of one writer, one work after the other. */
final class SqliteTransaction extends SqliteReader implements StoreTransaction {

    private List<Runnable> told = new ArrayList<>();

    SqliteTransaction(Session session) {
        super(session);
    }

    /** Keeps what the work changed; answers with what it asked to be told. */
    List<Runnable> keepWork() {
        counts.keepWork();
        List<Runnable> asked = told;
        told = new ArrayList<>();
        return asked;
    }

    void forgetWork() {
        counts.forgetWork();
        told.clear();
    }

    void forgetAll() {
        counts.forgetAll();
        told.clear();
    }

    void storeCounts() {
        counts.store();
    }

    @Override
    public void put(StoredRecord record) {
        records.put(record);
    }

    @Override
    public void removeRecord(String collection, String id) {
        records.remove(collection, id);
    }

    @Override
    public void mark(String collection, Collection<String> ids, long generation) {
        records.mark(collection, ids, generation);
    }

    @Override
    public void put(PendingWrite write) {
        pending.put(write);
    }

    @Override
    public void removePending(long sequence) {
        pending.remove(sequence);
    }

    @Override
    public void put(DeadLetter letter) {
        letters.put(letter);
    }

    @Override
    public void removeDeadLetter(long number) {
        letters.remove(number);
    }

    @Override
    public void putNote(String owner, String name, String text) {
        notes.put(owner, name, text);
    }

    @Override
    public void removeNote(String owner, String name) {
        notes.remove(owner, name);
    }

    @Override
    public void drop(String collection) {
        records.drop(collection);
        pending.drop(collection);
        letters.drop(collection);
        notes.drop(collection);
    }

    @Override
    public void onCommit(Runnable call) {
        told.add(call);
    }
}
