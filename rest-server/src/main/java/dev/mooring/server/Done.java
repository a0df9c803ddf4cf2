package dev.mooring.server;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a write.
 *
 * @param status 200 or 201; 404 where nothing had to be deleted
 * @param id the record
 * @param now the record or its tombstone as it is; empty where nothing is known of it
 * @param replayed whether the key was known, so that nothing was done this time
 * @param before who owned the record before, where that was somebody else
 */
record Done(
        int status,
        String id,
        Optional<Row> now,
        boolean replayed,
        @Nullable String before) {
    static Done changed(int status, Row row) {
        return new Done(status, row.id(), Optional.of(row), false, null);
    }

    static Done unchanged(int status, String id, Optional<Row> row) {
        return new Done(status, id, row, false, null);
    }

    static Done replayed(String id, Optional<Row> row) {
        return new Done(200, id, row, true, null);
    }
}
