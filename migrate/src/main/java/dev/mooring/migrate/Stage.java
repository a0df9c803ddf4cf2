package dev.mooring.migrate;

import dev.mooring.sync.Cursor;

/**
 * Where one collection stands, as its row in the checkpoint. Immutable.
 *
 * @param number its number in the checkpoint
 * @param cursor where the source's feed goes on
 * @param pass how many snapshots began
 * @param snapshot whether a snapshot is not complete yet
 * @param complete whether one snapshot was completed
 * @param polled when the source was last read, in milliseconds
 * @param expected how many records there are, as far as known; negative = unknown
 * @param nanos how long it was worked on
 * @param counts what was done
 */
record Stage(
        int number,
        Cursor cursor,
        long pass,
        boolean snapshot,
        boolean complete,
        long polled,
        long expected,
        long nanos,
        Counts counts) {

    Stage at(Cursor next) {
        return new Stage(number, next, pass, snapshot, complete, polled, expected, nanos, counts);
    }

    Stage beginSnapshot() {
        return new Stage(number, cursor, pass + 1, true, complete, polled, expected, nanos, counts);
    }

    Stage endSnapshot() {
        return new Stage(number, cursor, pass, false, true, polled, expected, nanos, counts);
    }

    Stage expecting(long records) {
        return new Stage(number, cursor, pass, snapshot, complete, polled, records, nanos, counts);
    }

    Stage worked(Counts more, long time, long now) {
        return new Stage(number, cursor, pass, snapshot, complete, now, expected, nanos + time, counts.plus(more));
    }
}
