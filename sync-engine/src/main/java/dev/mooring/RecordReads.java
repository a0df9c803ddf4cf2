package dev.mooring;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What an application sees of records, in its own form. Safe for several threads.
 *
 * @param <T> the type of the records
 */
final class RecordReads<T> {

    private final String name;
    private final LocalStore store;
    private final Shape<T> shape;
    private final Observing<T> observing;
    private final BiFunction<StoreReader, String, String> ids;

    /**
     * Reads of one collection.
     *
     * @param ids the id under which a record is stored: an old one may lead to it
     */
    RecordReads(
            String name,
            LocalStore store,
            Shape<T> shape,
            Observing<T> observing,
            BiFunction<StoreReader, String, String> ids) {
        this.name = name;
        this.store = store;
        this.shape = shape;
        this.observing = observing;
        this.ids = ids;
    }

    Optional<T> get(String id) {
        return store.read(reader -> reader.record(name, ids.apply(reader, id))).flatMap(shape::value);
    }

    List<RecordChange<T>> list(String after, int limit) {
        List<RecordChange<T>> shown = new ArrayList<>();
        String from = after;
        while (shown.size() < limit) {
            String last = from;
            int missing = limit - shown.size();
            List<StoredRecord> some = store.read(reader -> reader.records(name, last, missing));
            if (some.isEmpty()) {
                break;
            }
            observing.changes(some).stream()
                    .filter(change -> change.value().isPresent())
                    .forEach(shown::add);
            from = some.get(some.size() - 1).id();
        }
        return List.copyOf(shown);
    }
}
