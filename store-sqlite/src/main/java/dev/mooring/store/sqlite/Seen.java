package dev.mooring.store.sqlite;

import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoredRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the running work has read, so that it is not read again: a page's or a batch's records are read by few statements, and then looked
 * at one by one. Whatever is changed is forgotten, and all of it when the work ends. Used by the writer alone, one work after the other.
 */
final class Seen {

    /** Beyond this it begins anew, so that a long work does not hold everything it touched. */
    private static final int MOST = 4_096;

    private static final int FEW = 32;

    private Map<Key, Optional<StoredRecord>> records = new HashMap<>();
    private Map<Key, List<PendingWrite>> chains = new HashMap<>();
    private Map<Long, PendingWrite> writes = new HashMap<>();
    private @Nullable Boolean anyWaits;

    /** A record as it is known, else as it is stored. */
    Optional<StoredRecord> record(String collection, String id, Supplier<Optional<StoredRecord>> stored) {
        Key key = new Key(collection, id);
        return records.containsKey(key) ? records.getOrDefault(key, Optional.empty()) : stored.get();
    }

    void records(String collection, Collection<String> asked, Map<String, StoredRecord> found) {
        bound(records, asked.size());
        asked.forEach(id -> records.put(new Key(collection, id), Optional.ofNullable(found.get(id))));
    }

    void changedRecord(String collection, String id) {
        if (!records.isEmpty()) {
            records.remove(new Key(collection, id));
        }
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

    void forget() {
        records = emptied(records);
        chains = emptied(chains);
        writes = emptied(writes);
        anyWaits = null;
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
}
