package dev.mooring.internal.engine;

import dev.mooring.store.StoreTransaction;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an application can do to the records of a collection, inside a transaction. Safe for several threads. */
public interface Editing {

    /**
     * Makes a record what is given; answers whether that changed anything.
     *
     * @param after writes that have to be settled before this one goes
     */
    boolean put(StoreTransaction tx, String id, Map<String, ? extends @Nullable Object> fields, Set<Long> after);

    /** Changes some fields of a record that is there; answers whether that changed anything. */
    boolean patch(StoreTransaction tx, String id, Map<String, ? extends @Nullable Object> patch, Set<Long> after);

    /** Removes a record; answers whether it was there. */
    boolean delete(StoreTransaction tx, String id, Set<Long> after);
}
