package dev.mooring.migrate;

import dev.mooring.migrate.internal.Json;
import dev.mooring.migrate.mapping.Unmappable;
import dev.mooring.sync.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Records that could not be carried over, each with its reason. */
final class QuarantineTable {

    private static final String REMOVE = "DELETE FROM quarantine WHERE collection = ? AND id IN " + Marks.LIST;

    private final Sql sql;

    /** How often a record came to wait, or another one than before in its place; since this was made. */
    private final AtomicLong waiting = new AtomicLong();

    QuarantineTable(Sql sql) {
        this.sql = sql;
    }

    void put(
            int collection,
            String id,
            Problem why,
            Map<String, @Nullable Object> fields,
            boolean removal,
            Instant now) {
        String text = Json.text(fields);
        if (why.code().equals(Unmappable.REFERENCE) && !isAs(collection, id, text)) {
            waiting.incrementAndGet();
        }
        sql.update(
                "INSERT INTO quarantine VALUES (?, ?, ?, ?, 1, ?, ?, ?) ON CONFLICT (collection, id) DO UPDATE SET"
                        + " code = excluded.code, message = excluded.message, attempts = attempts + 1,"
                        + " removal = excluded.removal, fields = excluded.fields",
                collection,
                id,
                why.code(),
                why.message(),
                now.toEpochMilli(),
                removal ? 1 : 0,
                text);
    }

    private boolean isAs(int collection, String id, String fields) {
        return sql.count(
                        "SELECT count(*) FROM quarantine WHERE collection = ? AND id = ? AND code = ? AND fields = ?",
                        collection,
                        id,
                        Unmappable.REFERENCE,
                        fields)
                > 0;
    }

    /** A number that grows whenever a record comes that waits for another one, or one that waits becomes another. */
    long waiting() {
        return waiting.get();
    }

    void remove(int collection, Collection<String> ids) {
        Marks.each(ids, part -> sql.update(REMOVE, part), collection);
    }

    boolean has(int collection, String id) {
        return sql.transaction(
                () -> sql.count("SELECT count(*) FROM quarantine WHERE collection = ? AND id = ?", collection, id) > 0);
    }

    boolean has(int collection, String id, String code) {
        return sql.transaction(() -> sql.count(
                        "SELECT count(*) FROM quarantine WHERE collection = ? AND id = ? AND code = ?",
                        collection,
                        id,
                        code)
                > 0);
    }

    long count(int collection, String code) {
        return sql.transaction(
                () -> sql.count("SELECT count(*) FROM quarantine WHERE collection = ? AND code = ?", collection, code));
    }

    long count(int collection) {
        return sql.transaction(() -> sql.count("SELECT count(*) FROM quarantine WHERE collection = ?", collection));
    }

    List<Quarantined> list(int collection, String name, String after, int limit) {
        return sql.transaction(() -> sql.list(
                "SELECT * FROM quarantine WHERE collection = ? AND id > ? ORDER BY id LIMIT ?",
                row -> quarantined(row, name),
                collection,
                after,
                limit));
    }

    /** Says better why it is there. */
    void explain(int collection, String id, String message) {
        sql.transaction(() -> sql.update(
                "UPDATE quarantine SET message = ? WHERE collection = ? AND id = ?", message, collection, id));
    }

    Optional<Quarantined> find(int collection, String name, String id, String code) {
        return sql.transaction(() -> sql.first(
                "SELECT * FROM quarantine WHERE collection = ? AND id = ? AND code = ?",
                row -> quarantined(row, name),
                collection,
                id,
                code));
    }

    /** Those of them whose deletion was refused. */
    boolean isRemoval(int collection, String id) {
        return sql.transaction(
                () -> sql.count("SELECT removal FROM quarantine WHERE collection = ? AND id = ?", collection, id) > 0);
    }

    /** Those of which the target has nothing, as far as is known. */
    List<String> unwritten(int collection, String after, int limit) {
        return sql.transaction(() -> sql.list(
                "SELECT id FROM quarantine q WHERE collection = ? AND id > ? AND NOT EXISTS (SELECT 1 FROM rows r"
                        + " WHERE r.collection = q.collection AND r.id = q.id AND r.gone = 0) ORDER BY id LIMIT ?",
                row -> row.getString(1),
                collection,
                after,
                limit));
    }

    @SuppressWarnings("unchecked") // the text was made of a map with text keys
    private static Quarantined quarantined(ResultSet row, String name) throws SQLException {
        Object fields = Json.parse(row.getString("fields"));
        return new Quarantined(
                name,
                row.getString("id"),
                row.getString("code"),
                row.getString("message"),
                row.getLong("attempts"),
                Instant.ofEpochMilli(row.getLong("since")),
                fields instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of());
    }
}
