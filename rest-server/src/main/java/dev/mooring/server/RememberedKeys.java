package dev.mooring.server;

import dev.mooring.server.Users.Caller;
import java.util.Optional;

/** Every idempotency key that ever took effect, with the record it worked on. It is never forgotten. */
final class RememberedKeys {
    private final Database database;

    RememberedKeys(Database database) {
        this.database = database;
    }

    /** The id that a request with this key worked on; a key that was used for another request is refused. */
    Optional<String> find(Caller caller, String collection, String key, String request) {
        Optional<Remembered> there = database.first(
                "select id, request from keys where collection = ? and user = ? and key = ?",
                row -> new Remembered(row.getString(1), row.getString(2)),
                collection,
                caller.user(),
                key);
        there.filter(remembered -> !remembered.request().equals(request)).ifPresent(other -> {
            throw new Rejection(422, "key-reused", "this Idempotency-Key was used for another request");
        });
        return there.map(Remembered::id);
    }

    void remember(Caller caller, String collection, String key, String id, String request) {
        database.update("insert into keys values (?, ?, ?, ?, ?)", collection, caller.user(), key, id, request);
    }

    private record Remembered(String id, String request) {}
}
