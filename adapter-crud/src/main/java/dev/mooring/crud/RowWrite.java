package dev.mooring.crud;

import dev.mooring.sync.WriteKey;
import java.util.function.Function;

/** What a writing function is asked to do. */
public sealed interface RowWrite permits NewRow, RowUpdate, RowDelete {

    /** The record's id; for a new row at a backend that makes the ids, a temporary one. */
    String id();

    /** The write's identity, the same on every attempt. */
    WriteKey key();

    /** Whether the write may have arrived before. */
    boolean resent();

    /**
     * Answers by kind.
     *
     * @param <T> what all answers give
     */
    <T> T match(Function<NewRow, T> create, Function<RowUpdate, T> update, Function<RowDelete, T> delete);
}
