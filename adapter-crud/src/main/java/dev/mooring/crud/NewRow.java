package dev.mooring.crud;

import dev.mooring.sync.WriteKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row is to be made. Where its id is taken, a deleted row included, nothing is to be done and {@link Answer#unchanged()} to be
 * answered.
 *
 * @param id the id, as text
 * @param values every column to store: the id (unless the backend makes the ids), the fields, and the write keys where they have a
 *     column. The function's own copy, top level
 * @param key the write's identity
 * @param resent whether the write may have arrived before
 */
public record NewRow(String id, Map<String, @Nullable Object> values, WriteKey key, boolean resent)
        implements RowWrite {

    /** Copies the values. */
    public NewRow {
        values = new LinkedHashMap<>(values);
    }

    @Override
    public <T> T match(Function<NewRow, T> create, Function<RowUpdate, T> update, Function<RowDelete, T> delete) {
        return create.apply(this);
    }
}
