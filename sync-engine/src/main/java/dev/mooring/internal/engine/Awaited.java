package dev.mooring.internal.engine;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoredRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How the records stand that somebody waits for: one look for all of them, however many there are. Used on the control thread. */
final class Awaited {

    private static final int SOME = 500;

    private final LocalStore store;
    private final Ledger ledger;

    Awaited(LocalStore store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /** Those of whose records nothing waits. */
    Set<String> settled(Set<String> ids) {
        return store.read(reader -> {
            Map<String, String> now = resolved(reader, ids);
            Set<String> pending = pending(reader, new HashSet<>(now.values()));
            return ids.stream().filter(id -> !pending.contains(now.get(id))).collect(Collectors.toSet());
        });
    }

    /** Those that mean one record, by the id under which it is stored. */
    Set<String> meaning(Set<String> ids, String stored) {
        return store.read(reader -> {
            Map<String, String> now = resolved(reader, ids);
            return ids.stream()
                    .filter(id -> id.equals(stored) || stored.equals(now.get(id)))
                    .collect(Collectors.toSet());
        });
    }

    private Map<String, String> resolved(StoreReader reader, Set<String> ids) {
        Map<String, String> now = new LinkedHashMap<>();
        ids.forEach(id -> now.put(id, ledger.resolve(reader, id)));
        return now;
    }

    private Set<String> pending(StoreReader reader, Set<String> ids) {
        Set<String> pending = new HashSet<>();
        List<String> all = new ArrayList<>(ids);
        for (int from = 0; from < all.size(); from += SOME) {
            List<String> some = all.subList(from, Math.min(all.size(), from + SOME));
            reader.records(ledger.setup().collection(), some).values().stream()
                    .filter(StoredRecord::pending)
                    .forEach(record -> pending.add(record.id()));
        }
        return pending;
    }
}
