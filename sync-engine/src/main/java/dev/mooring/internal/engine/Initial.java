package dev.mooring.internal.engine;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are shown until something was loaded or written in their place. They are stored without a base and without a
 * pending write: so they are never sent, and the first load takes away those that it does not bring. Safe for several threads.
 */
public final class Initial {

    private static final String GIVEN = "initial/";
    private static final String TOUCHED = "touched";
    private static final String REFUSED = "refused";

    private final String collection;
    private final Map<String, Row> rows;
    private final Events events;

    /** The initial rows of one collection. */
    public Initial(String collection, Map<String, Row> rows, Events events) {
        this.collection = collection;
        this.rows = new LinkedHashMap<>(rows);
        this.events = events;
    }

    static Initial none(String collection, Events events) {
        return new Initial(collection, Map.of(), events);
    }

    /** Whether a stored record is nothing but an initial row. */
    public static boolean is(StoredRecord record) {
        return record.base().isEmpty() && !record.pending() && record.view().isPresent();
    }

    /** Whether it stays here: nobody wrote over it, not even while the collection had no backend, or the backend could not take it. */
    static boolean stays(StoreReader reader, StoredRecord record) {
        return is(record)
                && reader.note(record.collection(), GIVEN + record.id())
                        .filter(noted -> !noted.equals(TOUCHED))
                        .isPresent();
    }

    /** Whether it was written, and the backend could not take it. */
    static boolean isRefused(StoreReader reader, StoredRecord record) {
        return is(record)
                && reader.note(record.collection(), GIVEN + record.id()).equals(Optional.of(REFUSED));
    }

    /** The backend cannot take what is stored under this id: a dead letter has it, and it is shown until it is written again. */
    static void refused(StoreTransaction tx, StoredRecord record) {
        tx.putNote(record.collection(), GIVEN + record.id(), REFUSED);
    }

    /** What is stored under this id from now on, the application wrote. */
    static void touched(StoreTransaction tx, StoredRecord record) {
        String name = GIVEN + record.id();
        if (tx.note(record.collection(), name)
                .filter(noted -> !noted.equals(TOUCHED))
                .isPresent()) {
            tx.putNote(record.collection(), name, TOUCHED);
        }
    }

    /** Stores the rows of whose records nothing was ever stored; not when everything was loaded once. */
    public void show(LocalStore store, boolean synced) {
        if (!rows.isEmpty()) {
            store.write(tx -> {
                boolean loaded = synced && new Notes(collection).is(tx, Notes.Flag.LOADED);
                rows.forEach((id, row) -> {
                    if (!loaded) {
                        show(tx, id, row);
                    }
                });
                return rows;
            });
        }
    }

    private void show(StoreTransaction tx, String id, Row row) {
        if (tx.note(collection, GIVEN + id).isEmpty()) {
            tx.putNote(collection, GIVEN + id, "");
            if (tx.record(collection, id).isEmpty()) {
                tx.put(new StoredRecord(
                        collection,
                        id,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(row.fields()),
                        row.local(),
                        false));
                tx.onCommit(() -> events.changed(id));
            }
        }
    }

    /** Everything was loaded: what the backend does not have is not shown any more. */
    void loaded(StoreTransaction tx) {
        for (String id : rows.keySet()) {
            if (tx.record(collection, id).filter(Initial::is).isPresent()) {
                tx.removeRecord(collection, id);
                tx.onCommit(() -> events.gone(id));
            }
        }
    }

    /**
     * One row.
     *
     * @param fields in the form of the backend
     * @param local the fields that never travel
     */
    public record Row(Map<String, @Nullable Object> fields, Map<String, @Nullable Object> local) {}
}
