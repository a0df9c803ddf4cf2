package dev.mooring.server;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored records. Every method runs inside a transaction of {@link Database}. */
final class Records {
    private final Database database;
    private final Clock clock;

    Records(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Optional<Row> find(String collection, String id) {
        return database.first(
                "select " + Row.COLUMNS + " from records where collection = ? and id = ?", Row::of, collection, id);
    }

    /** The number of the commit that is being made: greater than every one before it, for ever. */
    long nextSequence() {
        return database.first(
                        "update meta set value = value + 1 where name = 'sequence' returning value",
                        row -> row.getLong(1))
                .orElseThrow();
    }

    long sequence() {
        return database.first("select value from meta where name = 'sequence'", row -> row.getLong(1))
                .orElseThrow();
    }

    long now() {
        return clock.millis();
    }

    void save(Row row) {
        database.update(
                "insert or replace into records (" + Row.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)",
                row.collection(),
                row.id(),
                row.sequence(),
                row.owner(),
                row.deleted(),
                row.fields(),
                row.keys(),
                row.modified());
    }

    /** A record has gone from one owner to another: the first one's feed tells of it. */
    void moved(Row row, String from) {
        database.update(
                "insert or replace into exits (collection, id, owner, sequence, modified) values (?, ?, ?, ?, ?)",
                row.collection(),
                row.id(),
                from,
                row.sequence(),
                row.modified());
        database.update(
                "delete from exits where collection = ? and owner = ? and id = ?",
                row.collection(),
                row.owner(),
                row.id());
    }

    /** Forgets removals that are older; cursors from before the youngest of them expire. */
    int purge(Instant before) {
        long time = before.toEpochMilli();
        List<String> old = List.of("records where deleted = 1 and modified < ?", "exits where modified < ?");
        int gone = 0;
        for (String rows : old) {
            database.update(
                    "insert into floors select collection, max(sequence) from " + rows
                            + " group by collection on conflict (collection)"
                            + " do update set sequence = max(sequence, excluded.sequence)",
                    time);
            gone += database.update("delete from " + rows, time);
        }
        return gone;
    }
}
