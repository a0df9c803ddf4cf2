package dev.mooring.server;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One record or tombstone as it is stored.
 *
 * @param sequence the number of the last commit that touched it: its version
 * @param fields JSON text
 * @param keys JSON text: the key that made it, then the last ones that changed it
 * @param modified milliseconds since 1970
 */
record Row(
        String collection,
        String id,
        long sequence,
        String owner,
        boolean deleted,
        String fields,
        String keys,
        long modified) {
    static final String COLUMNS = "collection, id, sequence, owner, deleted, fields, keys, modified";

    static Row of(ResultSet result) throws SQLException {
        return new Row(
                result.getString(1),
                result.getString(2),
                result.getLong(3),
                result.getString(4),
                result.getBoolean(5),
                result.getString(6),
                result.getString(7),
                result.getLong(8));
    }

    String version() {
        return Long.toString(sequence);
    }

    boolean living() {
        return !deleted;
    }
}
