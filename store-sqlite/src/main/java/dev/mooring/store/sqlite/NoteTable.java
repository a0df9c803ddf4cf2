package dev.mooring.store.sqlite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes, and the names of all collections. */
final class NoteTable {

    static final String ONE = "SELECT text FROM notes WHERE owner = ? AND name = ?";

    static final String PAGE = "SELECT name, text FROM notes WHERE owner = ? AND name > ? ORDER BY name LIMIT ?";

    static final String PUT = "INSERT INTO notes (owner, name, text) VALUES (?, ?, ?)"
            + " ON CONFLICT (owner, name) DO UPDATE SET text = excluded.text";

    static final String REMOVE = "DELETE FROM notes WHERE owner = ? AND name = ?";
    static final String DROP = "DELETE FROM notes WHERE owner = ?";

    /** Jumps from one collection to the next in each index, however many rows they have. */
    static final String COLLECTIONS = """
            WITH RECURSIVE
              of_records(found) AS (SELECT min(collection) FROM records UNION ALL
                SELECT (SELECT min(collection) FROM records WHERE collection > of_records.found) FROM of_records WHERE found IS NOT NULL),
              of_pending(found) AS (SELECT min(collection) FROM pending UNION ALL
                SELECT (SELECT min(collection) FROM pending WHERE collection > of_pending.found) FROM of_pending WHERE found IS NOT NULL),
              of_letters(found) AS (SELECT min(collection) FROM letters UNION ALL
                SELECT (SELECT min(collection) FROM letters WHERE collection > of_letters.found) FROM of_letters WHERE found IS NOT NULL),
              of_notes(found) AS (SELECT min(owner) FROM notes UNION ALL
                SELECT (SELECT min(owner) FROM notes WHERE owner > of_notes.found) FROM of_notes WHERE found IS NOT NULL)
            SELECT DISTINCT found FROM (SELECT found FROM of_records UNION ALL SELECT found FROM of_pending
              UNION ALL SELECT found FROM of_letters UNION ALL SELECT found FROM of_notes)
            WHERE found <> ''""";

    private final Session session;

    NoteTable(Session session) {
        this.session = session;
    }

    Optional<String> one(String owner, String name) {
        return session.call(ONE).text(owner).text(name).first(row -> row.getString(1));
    }

    Map<String, String> page(String owner, String after, int limit) {
        Map<String, String> found = new LinkedHashMap<>();
        session.call(PAGE)
                .text(owner)
                .text(after)
                .number(limit)
                .list(row -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(note -> found.put(note.getKey(), note.getValue()));
        return found;
    }

    void put(String owner, String name, String text) {
        session.call(PUT).text(owner).text(name).text(text).run();
    }

    void remove(String owner, String name) {
        session.call(REMOVE).text(owner).text(name).run();
    }

    void drop(String owner) {
        session.call(DROP).text(owner).run();
    }

    List<String> collections() {
        return session.call(COLLECTIONS).list(row -> row.getString(1));
    }
}
