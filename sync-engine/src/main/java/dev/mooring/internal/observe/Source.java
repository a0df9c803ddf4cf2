package dev.mooring.internal.observe;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What is observed, as the store has it at the moment of each call. Safe for several threads. */
public interface Source {

    /** Everything, in parts: what follows after an id; empty = the end. */
    List<StoredRecord> walk(String after, int limit);

    /** These records; one that is not there has no view. */
    List<StoredRecord> find(Collection<String> ids);

    /** The records of a collection. */
    static Source all(LocalStore store, String collection) {
        return new Source() {
            @Override
            public List<StoredRecord> walk(String after, int limit) {
                return store.read(reader -> reader.records(collection, after, limit));
            }

            @Override
            public List<StoredRecord> find(Collection<String> ids) {
                Map<String, StoredRecord> found = store.read(reader -> reader.records(collection, ids));
                List<StoredRecord> all = new ArrayList<>();
                ids.forEach(id -> all.add(found.getOrDefault(id, StoredRecord.unknown(collection, id))));
                return all;
            }
        };
    }

    /**
     * One record, also when it is not there.
     *
     * @param ids the id under which a record is stored now
     */
    static Source one(LocalStore store, String collection, String id, BiFunction<StoreReader, String, String> ids) {
        return new Source() {
            @Override
            public List<StoredRecord> walk(String after, int limit) {
                return after.isEmpty() ? find(List.of(id)) : List.of();
            }

            @Override
            public List<StoredRecord> find(Collection<String> any) {
                return store.read(reader -> {
                    String now = ids.apply(reader, id);
                    return List.of(
                            reader.record(collection, now).orElseGet(() -> StoredRecord.unknown(collection, now)));
                });
            }
        };
    }
}
