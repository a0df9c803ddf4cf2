package dev.mooring.store;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One look at, or change of, a {@link MemoryStore}: changes in place and remembers how to take them back. */
final class MemoryTransaction implements StoreTransaction {

    private final MemoryStore store;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<Runnable> told = new ArrayList<>();

    MemoryTransaction(MemoryStore store) {
        this.store = store;
    }

    void undo() {
        undo.forEach(Runnable::run);
    }

    void committed() {
        told.forEach(Runnable::run);
    }

    @Override
    public Optional<StoredRecord> record(String collection, String id) {
        return Optional.ofNullable(store.look(collection).records.get(id));
    }

    @Override
    public Map<String, StoredRecord> records(String collection, Collection<String> ids) {
        Map<String, StoredRecord> found = new LinkedHashMap<>();
        for (String id : ids) {
            record(collection, id).ifPresent(record -> found.put(id, record));
        }
        return found;
    }

    @Override
    public List<StoredRecord> records(String collection, String after, int limit) {
        return store.look(collection).records(after, limit, any -> true);
    }

    @Override
    public long based(String collection) {
        return store.look(collection).records.values().stream()
                .filter(record -> record.base().isPresent())
                .count();
    }

    @Override
    public List<StoredRecord> unmarked(String collection, long generation, String after, int limit) {
        MemoryCollection tables = store.look(collection);
        return tables.records(after, limit, record -> tables.isUnmarked(record, generation));
    }

    @Override
    public long unmarkedCount(String collection, long generation) {
        MemoryCollection tables = store.look(collection);
        return tables.records.values().stream()
                .filter(record -> tables.isUnmarked(record, generation))
                .count();
    }

    @Override
    public Map<String, Long> marks(String collection, Collection<String> ids) {
        Map<String, Long> found = new LinkedHashMap<>();
        for (String id : ids) {
            Long mark = store.look(collection).marks.get(id);
            if (mark != null) {
                found.put(id, mark);
            }
        }
        return found;
    }

    @Override
    public Optional<PendingWrite> pending(long sequence) {
        String collection = store.owners().get(sequence);
        return collection == null
                ? Optional.empty()
                : Optional.ofNullable(store.look(collection).pending.get(sequence));
    }

    @Override
    public List<PendingWrite> pendingOf(String collection, String id) {
        return store.look(collection).pendingOf(id);
    }

    @Override
    public List<PendingWrite> pending(String collection, PendingWrite.Status status, Instant due, int limit) {
        return store.look(collection).byStatus(status).stream()
                .takeWhile(write -> !write.delivery().due().isAfter(due))
                .limit(limit)
                .toList();
    }

    @Override
    public List<PendingWrite> pending(String collection, long after, int limit) {
        return store.look(collection).pending.tailMap(after, false).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public List<PendingWrite> waitingFor(long sequence, int limit) {
        return store.waitingFor(sequence).stream()
                .limit(limit)
                .map(this::pending)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<Instant> nextDue(String collection) {
        return store.look(collection).byStatus(PendingWrite.Status.READY).stream()
                .findFirst()
                .map(write -> write.delivery().due());
    }

    @Override
    public long pendingCount(String collection) {
        return store.look(collection).pending.size();
    }

    @Override
    public Optional<DeadLetter> deadLetter(long number) {
        return store.collections().values().stream()
                .map(tables -> tables.letters.get(number))
                .filter(Objects::nonNull)
                .findFirst();
    }

    @Override
    public List<DeadLetter> deadLetters(String collection, long after, int limit) {
        return store.look(collection).letters.tailMap(after, false).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public long deadLetterCount(String collection) {
        return store.look(collection).letters.size();
    }

    @Override
    public Optional<String> note(String owner, String name) {
        return Optional.ofNullable(store.look(owner).notes.get(name));
    }

    @Override
    public Map<String, String> notes(String owner, String after, int limit) {
        Map<String, String> found = new LinkedHashMap<>();
        store.look(owner).notes.tailMap(after, false).entrySet().stream()
                .limit(limit)
                .forEach(note -> found.put(note.getKey(), note.getValue()));
        return found;
    }

    @Override
    public List<String> collections() {
        return store.collections().entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty() && !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void put(StoredRecord record) {
        swap(store.touch(record.collection()).records, record.id(), record);
    }

    @Override
    public void removeRecord(String collection, String id) {
        swap(store.touch(collection).records, id, null);
        swap(store.touch(collection).marks, id, null);
    }

    @Override
    public void mark(String collection, Collection<String> ids, long generation) {
        MemoryCollection tables = store.touch(collection);
        for (String id : ids) {
            if (tables.records.containsKey(id)) {
                swap(tables.marks, id, generation);
            }
        }
    }

    @Override
    public void put(PendingWrite write) {
        removePending(write.sequence());
        MemoryCollection tables = store.touch(write.collection());
        tables.put(write);
        store.index(write);
        undo.push(() -> {
            tables.removePending(write.sequence());
            store.unindex(write);
        });
    }

    @Override
    public void removePending(long sequence) {
        pending(sequence).ifPresent(old -> {
            MemoryCollection tables = store.touch(old.collection());
            tables.removePending(sequence);
            store.unindex(old);
            undo.push(() -> {
                tables.put(old);
                store.index(old);
            });
        });
    }

    @Override
    public void put(DeadLetter letter) {
        removeDeadLetter(letter.number());
        swap(store.touch(letter.collection()).letters, letter.number(), letter);
    }

    @Override
    public void removeDeadLetter(long number) {
        deadLetter(number).ifPresent(old -> swap(store.touch(old.collection()).letters, number, null));
    }

    @Override
    public void putNote(String owner, String name, String text) {
        swap(store.touch(owner).notes, name, text);
    }

    @Override
    public void removeNote(String owner, String name) {
        swap(store.touch(owner).notes, name, null);
    }

    @Override
    public void drop(String collection) {
        List.copyOf(store.look(collection).pending.keySet()).forEach(this::removePending);
        MemoryCollection old = store.collections().remove(collection);
        if (old != null) {
            undo.push(() -> store.collections().put(collection, old));
        }
    }

    @Override
    public void onCommit(Runnable call) {
        told.add(call);
    }

    private <K, V> void swap(Map<K, V> table, K key, @Nullable V value) {
        V old = value == null ? table.remove(key) : table.put(key, value);
        undo.push(() -> {
            if (old == null) {
                table.remove(key);
            } else {
                table.put(key, old);
            }
        });
    }
}
