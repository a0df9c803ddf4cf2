package dev.mooring.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tables and indexes of one collection in memory. Not safe for several threads: {@link MemoryStore} guards it. */
final class MemoryCollection {

    private static final Comparator<PendingWrite> BY_DUE = Comparator.comparing(
                    (PendingWrite write) -> write.delivery().due())
            .thenComparingLong(PendingWrite::sequence);

    final NavigableMap<String, StoredRecord> records = new TreeMap<>();
    final Map<String, Long> marks = new HashMap<>();
    final NavigableMap<Long, PendingWrite> pending = new TreeMap<>();
    final NavigableMap<Long, DeadLetter> letters = new TreeMap<>();
    final NavigableMap<String, String> notes = new TreeMap<>();
    private final Map<String, NavigableSet<Long>> pendingByRecord = new HashMap<>();
    private final Map<PendingWrite.Status, NavigableSet<PendingWrite>> pendingByStatus = new HashMap<>();

    boolean isEmpty() {
        return records.isEmpty() && pending.isEmpty() && letters.isEmpty() && notes.isEmpty();
    }

    @Nullable PendingWrite put(PendingWrite write) {
        PendingWrite old = removePending(write.sequence());
        pending.put(write.sequence(), write);
        pendingByRecord.computeIfAbsent(write.id(), id -> new TreeSet<>()).add(write.sequence());
        byStatus(write.status()).add(write);
        return old;
    }

    @Nullable PendingWrite removePending(long sequence) {
        PendingWrite old = pending.remove(sequence);
        if (old != null) {
            byStatus(old.status()).remove(old);
            pendingByRecord.computeIfPresent(old.id(), (id, sequences) -> {
                sequences.remove(sequence);
                return sequences.isEmpty() ? null : sequences;
            });
        }
        return old;
    }

    NavigableSet<PendingWrite> byStatus(PendingWrite.Status status) {
        return pendingByStatus.computeIfAbsent(status, any -> new TreeSet<>(BY_DUE));
    }

    List<PendingWrite> pendingOf(String id) {
        List<PendingWrite> found = new ArrayList<>();
        for (Long sequence : pendingByRecord.getOrDefault(id, new TreeSet<>())) {
            found.add(pending.get(sequence));
        }
        return List.copyOf(found);
    }

    List<StoredRecord> records(String after, int limit, Predicate<StoredRecord> wanted) {
        return records.tailMap(after, false).values().stream()
                .filter(wanted)
                .limit(limit)
                .toList();
    }

    boolean isUnmarked(StoredRecord record, long generation) {
        return record.base().isPresent() && marks.getOrDefault(record.id(), 0L) < generation;
    }
}
