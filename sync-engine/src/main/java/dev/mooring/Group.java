package dev.mooring;

import dev.mooring.store.StoreTransaction;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes that are stored together and reach the backend in order. Used by one thread, inside the work it was given to. */
public final class Group {

    private final Mooring mooring;
    private final StoreTransaction tx;
    private Set<Long> last = Set.of();

    Group(Mooring mooring, StoreTransaction tx) {
        this.mooring = mooring;
        this.tx = tx;
    }

    /**
     * Puts a record.
     *
     * @param <T> its type
     */
    public <T> void put(Records<T> records, String id, T value) {
        noted(records, id, edits(records).put(tx, id, value, last));
    }

    /**
     * Changes some fields of a record; answers whether that changed anything.
     *
     * @throws IllegalArgumentException as {@link Records#patch(String, Map)} does
     */
    public boolean patch(Records<?> records, String id, Map<String, ? extends @Nullable Object> patch) {
        return noted(records, id, edits(records).patch(tx, id, patch, last));
    }

    /** Removes a record; answers whether it was there. */
    public boolean delete(Records<?> records, String id) {
        return noted(records, id, edits(records).delete(tx, id, last));
    }

    private <T> RecordEdits<T> edits(Records<T> records) {
        if (!Given.present(records, "a collection").isHere(mooring)) {
            throw new IllegalArgumentException("'" + records.title()
                    + "' cannot be part of this transaction: it is kept in memory only, or belongs to another Mooring");
        }
        return records.edits();
    }

    private boolean noted(Records<?> records, String id, boolean changed) {
        OptionalLong newest = tx.pendingOf(records.name(), records.resolve(tx, id)).stream()
                .mapToLong(write -> write.sequence())
                .max();
        if (changed && newest.isPresent()) {
            last = Set.of(newest.getAsLong());
        }
        return changed;
    }
}
