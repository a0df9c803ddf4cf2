package dev.mooring.crud;

import dev.mooring.sync.WriteKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row is to be changed. Where it is not there, or its version is not the expected one, nothing is to be done and
 * {@link Answer#unchanged()} to be answered. A deletion by flag and its revival are updates, too.
 *
 * @param id the id, as text
 * @param values by default only the columns that change, null = cleared; with {@link CrudBuilder#wholeUpdates()} the whole row with
 *     its id, absent = cleared. Columns that the backend keeps (created, updated, version) are never in it. The function's own
 *     copy, top level
 * @param expected the version that the row must have, as text; empty = any
 * @param key the write's identity
 * @param resent whether the write may have arrived before
 */
public record RowUpdate(
        String id, Map<String, @Nullable Object> values, Optional<String> expected, WriteKey key, boolean resent)
        implements RowWrite {

    /** Copies the values. */
    public RowUpdate {
        values = new LinkedHashMap<>(values);
    }

    @Override
    public <T> T match(Function<NewRow, T> create, Function<RowUpdate, T> update, Function<RowDelete, T> delete) {
        return update.apply(this);
    }
}
