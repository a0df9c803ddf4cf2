package dev.mooring.sync;

import java.util.Collection;
import java.util.List;

/** Optional: reading records by id (LOOKUP-1 to LOOKUP-4). */
public interface Lookup {

    /**
     * The records with these ids, in any order; those that do not exist are left out. Any number of ids may be asked for: the
     * adapter splits what its backend cannot answer at once. Safe for several threads.
     */
    List<Document> find(Collection<String> ids);
}
