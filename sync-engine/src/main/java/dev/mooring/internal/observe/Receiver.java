package dev.mooring.internal.observe;

import dev.mooring.store.StoredRecord;
import java.util.List;
import java.util.Optional;

/** Who observes. Called one at a time. */
public interface Receiver {

    /**
     * How records are now.
     *
     * @param startsOver whether everything told before is to be forgotten
     */
    void told(boolean startsOver, List<StoredRecord> records);

    /** The last call, unless it was the receiver that ended it: nothing else will be told, because of this or because the collection was closed. */
    void ended(Optional<RuntimeException> why);
}
