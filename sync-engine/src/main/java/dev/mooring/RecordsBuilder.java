package dev.mooring;

import java.util.Map;

/**
 * How a collection of records is kept. Without {@link #sync} it is local only. Not safe for several threads.
 *
 * @param <T> the type of the records
 */
public final class RecordsBuilder<T> extends CollectionBuilder<T, RecordsBuilder<T>> {

    RecordsBuilder(Mooring mooring, String name, Form<T> form) {
        super(mooring, name, form);
    }

    @Override
    RecordsBuilder<T> self() {
        return this;
    }

    /**
     * Records, by id, that are shown until something was loaded or written in their place. They never hide what is stored and are
     * never sent by themselves; the first load takes away those that the backend does not have.
     */
    public RecordsBuilder<T> initial(Map<String, T> rows) {
        Given.present(rows, "the initial values").forEach(this::initial);
        return this;
    }

    /**
     * Opens it. A name that is open already answers the same instance when everything that was said is the same (functions and backends: the
     * same objects), and is an error otherwise.
     */
    public Records<T> open() {
        return opened();
    }
}
