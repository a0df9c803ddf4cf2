package dev.mooring.internal.engine;

import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.sync.Ids;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The ids that records had before the backend made theirs: an old id still finds its record. Safe for several threads. */
final class Aliases {

    private final String collection;
    private final Ids ids;

    Aliases(String collection, Ids ids) {
        this.collection = collection;
        this.ids = ids;
    }

    void note(StoreTransaction tx, String old, String id) {
        tx.putNote(collection, name(old), id);
    }

    /** Where a record is found now: through every renaming, unless something is stored under the id itself. */
    String resolve(StoreReader reader, String id) {
        if (ids.clientMade()) {
            return id;
        }
        String at = id;
        Set<String> seen = new HashSet<>();
        while (seen.add(at) && reader.record(collection, at).isEmpty()) {
            Optional<String> next = reader.note(collection, name(at));
            at = next.orElse(at);
        }
        return at;
    }

    /** An id as a field that refers to the record holds it. */
    Object reference(String id) {
        return ids.type() == Ids.Type.INTEGER ? (Object) Long.valueOf(id) : id;
    }

    private static String name(String id) {
        return "alias/" + id;
    }
}
