package dev.mooring;

import dev.mooring.sync.Verb;
import java.util.Optional;

/**
 * A write that the backend is known to have. Immutable when the value is.
 *
 * @param verb what kind of write it was
 * @param id the record's id; where the backend makes the ids, the final one
 * @param value the record as the backend has it now; empty = it is gone
 * @param <T> the type of the records
 */
public record Saved<T>(Verb verb, String id, Optional<T> value) {}
