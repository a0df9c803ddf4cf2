package dev.mooring.migrate;

import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.backend.Backend;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One side of a migration: the collections of a backend, as one user sees them. What that user does not see is not migrated. The adapters
 * stay the caller's to close. Immutable; safe for several threads, as adapters are.
 *
 * @param collections the adapters, by the collection's name
 */
public record Side(Map<String, SyncAdapter> collections) {

    /** Checks that there is a collection, and copies. */
    public Side {
        collections = Collections.unmodifiableMap(new LinkedHashMap<>(collections));
        if (collections.isEmpty()) {
            throw new IllegalArgumentException("a side of a migration has at least one collection");
        }
    }

    /** One collection. */
    public static Side of(String name, SyncAdapter adapter) {
        return new Side(Map.of(name, adapter));
    }

    /** These collections. */
    public static Side of(Map<String, ? extends SyncAdapter> collections) {
        return new Side(new LinkedHashMap<>(collections));
    }

    /** These collections of a backend. */
    public static Side of(Backend backend, Collection<String> names) {
        Map<String, SyncAdapter> adapters = new LinkedHashMap<>();
        names.forEach(name -> adapters.put(name, backend.collection(name)));
        return new Side(adapters);
    }
}
