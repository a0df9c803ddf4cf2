package dev.mooring.crud;

import dev.mooring.sync.WriteKey;
import java.util.Optional;
import java.util.function.Function;

/**
 * A row is to be deleted. Where it is not there, or its version is not the expected one, nothing is to be done and
 * {@link Answer#unchanged()} to be answered.
 *
 * @param id the id, as text
 * @param expected the version that the row must have, as text; empty = any
 * @param key the write's identity
 * @param resent whether the write may have arrived before
 */
public record RowDelete(String id, Optional<String> expected, WriteKey key, boolean resent) implements RowWrite {

    @Override
    public <T> T match(Function<NewRow, T> create, Function<RowUpdate, T> update, Function<RowDelete, T> delete) {
        return delete.apply(this);
    }
}
