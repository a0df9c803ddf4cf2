package dev.mooring;

import java.util.Optional;

/**
 * What an observer is told of one record: its state now. Immutable when the value is.
 *
 * @param id the record's id
 * @param value what it is now; empty = it is not there
 * @param <T> the type of the records
 */
public record RecordChange<T>(String id, Optional<T> value) {}
