package dev.mooring.store.sqlite;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoredRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One moment of a store, seen through one session. */
class SqliteReader implements StoreReader {

    final RecordTable records;
    final PendingTable pending;
    final LetterTable letters;
    final NoteTable notes;
    final Counts counts;

    SqliteReader(Session session) {
        this.counts = new Counts(session);
        this.records = new RecordTable(session);
        this.pending = new PendingTable(session);
        this.letters = new LetterTable(session, counts);
        this.notes = new NoteTable(session);
    }

    @Override
    public Optional<StoredRecord> record(String collection, String id) {
        return records.one(collection, id);
    }

    @Override
    public Map<String, StoredRecord> records(String collection, Collection<String> ids) {
        return records.some(collection, ids);
    }

    @Override
    public List<StoredRecord> records(String collection, String after, int limit) {
        return records.page(collection, after, limit);
    }

    @Override
    public long based(String collection) {
        return records.based(collection);
    }

    @Override
    public List<StoredRecord> unmarked(String collection, long generation, String after, int limit) {
        return records.unmarked(collection, generation, after, limit);
    }

    @Override
    public long unmarkedCount(String collection, long generation) {
        return records.unmarkedCount(collection, generation);
    }

    @Override
    public Map<String, Long> marks(String collection, Collection<String> ids) {
        return records.marks(collection, ids);
    }

    @Override
    public Optional<PendingWrite> pending(long sequence) {
        return pending.one(sequence);
    }

    @Override
    public List<PendingWrite> pendingOf(String collection, String id) {
        return pending.ofRecord(collection, id);
    }

    @Override
    public Map<String, List<PendingWrite>> pendingOf(String collection, Collection<String> ids) {
        return pending.ofRecords(collection, List.copyOf(ids));
    }

    @Override
    public List<PendingWrite> pending(String collection, PendingWrite.Status status, Instant due, int limit) {
        return pending.due(collection, status, due, limit);
    }

    @Override
    public List<PendingWrite> pending(String collection, long after, int limit) {
        return pending.page(collection, after, limit);
    }

    @Override
    public List<PendingWrite> waitingFor(long sequence, int limit) {
        return pending.waiting(sequence, limit);
    }

    @Override
    public Optional<Instant> nextDue(String collection) {
        return pending.nextDue(collection);
    }

    @Override
    public long pendingCount(String collection) {
        return counts.pending(collection);
    }

    @Override
    public Optional<DeadLetter> deadLetter(long number) {
        return letters.one(number);
    }

    @Override
    public List<DeadLetter> deadLetters(String collection, long after, int limit) {
        return letters.page(collection, after, limit);
    }

    @Override
    public long deadLetterCount(String collection) {
        return counts.letters(collection);
    }

    @Override
    public Optional<String> note(String owner, String name) {
        return notes.one(owner, name);
    }

    @Override
    public Map<String, String> notes(String owner, String after, int limit) {
        return notes.page(owner, after, limit);
    }

    @Override
    public List<String> collections() {
        return notes.collections();
    }
}
