package dev.mooring.migrate;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be carried over. It is kept with its reason until it can be, or until it is gone at the source. Immutable.
 *
 * @param collection the collection at the source
 * @param id its id at the source
 * @param code why, for programs: {@code mapping}, {@code id}, {@code too-large}, or what the target said
 * @param message why, for people
 * @param attempts how often it was tried
 * @param since when it was first put aside
 * @param fields the record at the source; empty for a deletion that the target refused
 */
public record Quarantined(
        String collection,
        String id,
        String code,
        String message,
        long attempts,
        Instant since,
        Map<String, @Nullable Object> fields) {}
