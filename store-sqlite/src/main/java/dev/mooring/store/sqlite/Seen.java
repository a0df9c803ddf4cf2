package dev.mooring.store.sqlite;

import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the writer knows without looking: the records that it read or stored last, decoded, and the pending writes that the running work has read. A
 * page's or a batch's records are read by few statements, and then looked at one by one; a record that is edited again and again is not read again. Nobody
 * else changes the file, so that what is stored is what is known here; when a work fails all of it is forgotten. Used by the writer alone.
 */
final class Seen {

    /** So many at most while a work runs, so that a long one does not hold everything it touched. */
    private static final int MOST = 4_096;

    /** So many records between two works: few, since any of them may be large. */
    private static final int KEPT = 128;

    private static final int FEW = 32;

    private final Map<Key, Optional<StoredRecord>> records = new Recent<>();
    private Map<Key, List<PendingWrite>> chains = new HashMap<>();
    private Map<Long, PendingWrite> writes = new HashMap<>();
    private @Nullable Boolean anyWaits;

    /** A record as it is known, else as it is stored. */
    Optional<StoredRecord> record(String collection, String id, Supplier<Optional<StoredRecord>> stored) {
        return records.computeIfAbsent(new Key(collection, id), key -> stored.get());
    }

    /** Some records as they are known, the others as they are stored. */
    Map<String, StoredRecord> records(
            String collection, Collection<String> ids, Function<List<String>, Map<String, StoredRecord>> stored) {
        Map<String, StoredRecord> found = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String id : ids) {
            Key key = new Key(collection, id);
            if (records.containsKey(key)) {
                records.getOrDefault(key, Optional.empty()).ifPresent(record -> found.put(id, record));
            } else {
                unknown.add(id);
            }
        }
        if (!unknown.isEmpty()) {
            Map<String, StoredRecord> read = stored.apply(unknown);
            unknown.forEach(id -> records.put(new Key(collection, id), Optional.ofNullable(read.get(id))));
            found.putAll(read);
        }
        return found;
    }

    /** A record is stored now. */
    void stored(StoredRecord record) {
        records.put(new Key(record.collection(), record.id()), Optional.of(record));
    }

    /** A record is not stored any more. */
    void removedRecord(String collection, String id) {
        records.put(new Key(collection, id), Optional.empty());
    }

    @Nullable List<PendingWrite> chain(String collection, String id) {
        return chains.get(new Key(collection, id));
    }

    void chain(String collection, String id, List<PendingWrite> chain) {
        bound(chains, 1);
        chains.put(new Key(collection, id), chain);
        writes(chain);
    }

    /** One write as it is stored. */
    @Nullable PendingWrite write(long sequence) {
        return writes.get(sequence);
    }

    void writes(Collection<PendingWrite> some) {
        bound(writes, some.size());
        some.forEach(write -> writes.put(write.sequence(), write));
    }

    /** A write is stored, or another way of it. */
    void changed(PendingWrite write) {
        changedChain(write.collection(), write.id());
        bound(writes, 1);
        writes.put(write.sequence(), write);
    }

    /** A write of a record is not stored there any more. */
    void removed(long sequence, String collection, String id) {
        changedChain(collection, id);
        writes.remove(sequence);
    }

    private void changedChain(String collection, String id) {
        if (!chains.isEmpty()) {
            chains.remove(new Key(collection, id));
        }
    }

    /** Whether any write waits for another one; null = not known. */
    @Nullable Boolean anyWaits() {
        return anyWaits;
    }

    void anyWaits(boolean any) {
        anyWaits = any;
    }

    /** A work has ended well. */
    void keep() {
        Iterator<Key> oldest = records.keySet().iterator();
        for (int more = records.size() - KEPT; more > 0; more--) {
            oldest.next();
            oldest.remove();
        }
        chains = emptied(chains);
        writes = emptied(writes);
        anyWaits = null;
    }

    void forget() {
        records.clear();
        keep();
    }

    /** Clearing costs what a map once held, so that one that held much is not kept. */
    private static <K, V> Map<K, V> emptied(Map<K, V> known) {
        if (known.size() > FEW) {
            return new HashMap<>();
        }
        known.clear();
        return known;
    }

    private static void bound(Map<?, ?> known, int more) {
        if (known.size() + more > MOST) {
            known.clear();
        }
    }

    private record Key(String collection, String id) {}

    /** What was not looked at for the longest time goes first. */
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {

        private static final long serialVersionUID = 1L;

        Recent() {
            super(FEW, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    }
}
