package dev.mooring.store.sqlite;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes of the works of one writer, one work after the other. */
final class SqliteTransaction extends SqliteReader implements StoreTransaction {

    private final Seen seen = new Seen();
    private final PendingChanges changes;
    private List<Runnable> told = new ArrayList<>();

    SqliteTransaction(Session session) {
        super(session);
        this.changes = new PendingChanges(session, counts, seen);
    }

    /** Keeps what the work changed; answers with what it asked to be told. */
    List<Runnable> keepWork() {
        counts.keepWork();
        seen.keep();
        List<Runnable> asked = told;
        told = new ArrayList<>();
        return asked;
    }

    void forgetWork() {
        counts.forgetWork();
        changes.forget();
        seen.forget();
        told.clear();
    }

    void forgetAll() {
        counts.forgetAll();
        changes.forget();
        seen.forget();
        told.clear();
    }

    void storeCounts() {
        counts.store();
    }

    @Override
    public Optional<StoredRecord> record(String collection, String id) {
        return seen.record(collection, id, () -> super.record(collection, id));
    }

    @Override
    public Map<String, StoredRecord> records(String collection, Collection<String> ids) {
        return seen.records(collection, ids, unknown -> super.records(collection, unknown));
    }

    @Override
    public List<PendingWrite> pendingOf(String collection, String id) {
        List<PendingWrite> known = seen.chain(collection, id);
        if (known != null) {
            return known;
        }
        List<PendingWrite> chain = super.pendingOf(collection, id);
        seen.writes(chain);
        return chain;
    }

    @Override
    public Map<String, List<PendingWrite>> pendingOf(String collection, Collection<String> ids) {
        Map<String, List<PendingWrite>> found = super.pendingOf(collection, ids);
        ids.forEach(id -> seen.chain(collection, id, List.copyOf(found.getOrDefault(id, List.of()))));
        return found;
    }

    @Override
    public List<PendingWrite> pending(String collection, PendingWrite.Status status, Instant due, int limit) {
        List<PendingWrite> found = super.pending(collection, status, due, limit);
        seen.writes(found);
        return found;
    }

    @Override
    public List<PendingWrite> waitingFor(long sequence, int limit) {
        return changes.anyWaits() ? super.waitingFor(sequence, limit) : List.of();
    }

    @Override
    public void put(StoredRecord record) {
        records.put(record);
        seen.stored(record);
    }

    @Override
    public void removeRecord(String collection, String id) {
        records.remove(collection, id);
        seen.removedRecord(collection, id);
    }

    @Override
    public void mark(String collection, Collection<String> ids, long generation) {
        records.mark(collection, ids, generation);
    }

    @Override
    public void put(PendingWrite write) {
        changes.put(write);
    }

    @Override
    public void removePending(long sequence) {
        changes.remove(sequence);
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
        changes.drop(collection);
        letters.drop(collection);
        notes.drop(collection);
    }

    @Override
    public void onCommit(Runnable call) {
        told.add(call);
    }
}
