package dev.mooring.store.sqlite;

import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Document;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records and their marks. */
final class RecordTable {

    /** How many ids one statement asks for. */
    private static final int CHUNK = 32;

    private static final String COLUMNS =
            "r.collection, r.id, r.pending, r.view_is_base, r.base, r.version, r.contains, r.modified_at, r.tombstone, r.view, r.local";

    static final String ONE = "SELECT " + COLUMNS + " FROM records r WHERE r.collection = ? AND r.id = ?";

    private static final String IDS = "(?" + ", ?".repeat(CHUNK - 1) + ")";

    static final String SOME = "SELECT " + COLUMNS + " FROM records r WHERE r.collection = ? AND r.id IN " + IDS;

    static final String PAGE =
            "SELECT " + COLUMNS + " FROM records r WHERE r.collection = ? AND r.id > ? ORDER BY r.id LIMIT ?";

    static final String BASED = "SELECT count(*) FROM records WHERE collection = ? AND base IS NOT NULL";

    private static final String UNMARKED_OF = """
             FROM records r LEFT JOIN marks m ON m.collection = r.collection AND m.id = r.id
            WHERE r.collection = ? AND r.base IS NOT NULL AND ifnull(m.generation, 0) < ?""";

    static final String UNMARKED = "SELECT " + COLUMNS + UNMARKED_OF + " AND r.id > ? ORDER BY r.id LIMIT ?";

    static final String UNMARKED_COUNT = "SELECT count(*)" + UNMARKED_OF;

    static final String PUT = """
            INSERT INTO records (collection, id, pending, view_is_base, base, version, contains, modified_at, tombstone, view, local)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (collection, id) DO UPDATE SET pending = excluded.pending, view_is_base = excluded.view_is_base,
              base = excluded.base, version = excluded.version, contains = excluded.contains,
              modified_at = excluded.modified_at, tombstone = excluded.tombstone, view = excluded.view, local = excluded.local""";

    /** A record of which nothing waits: what nearly every page and every answer leaves. */
    static final String PUT_BASE = """
            INSERT INTO records (collection, id, pending, view_is_base, base, version, contains, modified_at)
            VALUES (?, ?, 0, 1, ?, ?, ?, ?)
            ON CONFLICT (collection, id) DO UPDATE SET pending = 0, view_is_base = 1,
              base = excluded.base, version = excluded.version, contains = excluded.contains,
              modified_at = excluded.modified_at, tombstone = NULL, view = NULL, local = NULL""";

    /** A record that the backend does not know yet. */
    static final String PUT_VIEW = """
            INSERT INTO records (collection, id, pending, view_is_base, view) VALUES (?, ?, 1, 0, ?)
            ON CONFLICT (collection, id) DO UPDATE SET pending = 1, view_is_base = 0, base = NULL, version = NULL,
              contains = NULL, modified_at = NULL, tombstone = NULL, view = excluded.view, local = NULL""";

    static final String REMOVE = "DELETE FROM records WHERE collection = ? AND id = ?";
    static final String REMOVE_MARK = "DELETE FROM marks WHERE collection = ? AND id = ?";

    static final String MARK = """
            INSERT INTO marks (collection, id, generation)
            SELECT collection, id, ? FROM records WHERE collection = ? AND id IN %s
            ON CONFLICT (collection, id) DO UPDATE SET generation = excluded.generation
              WHERE generation <> excluded.generation""".formatted(IDS);

    static final String MARKS = "SELECT id, generation FROM marks WHERE collection = ? AND id IN " + IDS;

    static final String DROP = "DELETE FROM records WHERE collection = ?";
    static final String DROP_MARKS = "DELETE FROM marks WHERE collection = ?";

    private final Session session;

    RecordTable(Session session) {
        this.session = session;
    }

    Optional<StoredRecord> one(String collection, String id) {
        return session.call(ONE).text(collection).text(id).first(RecordTable::read);
    }

    Map<String, StoredRecord> some(String collection, Collection<String> ids) {
        Map<String, StoredRecord> found = new LinkedHashMap<>();
        List<String> asked = new ArrayList<>(ids);
        for (int from = 0; from < asked.size(); from += CHUNK) {
            session.call(SOME)
                    .text(collection)
                    .texts(asked, from, CHUNK)
                    .list(RecordTable::read)
                    .forEach(record -> found.put(record.id(), record));
        }
        return found;
    }

    List<StoredRecord> page(String collection, String after, int limit) {
        return session.call(PAGE).text(collection).text(after).number(limit).list(RecordTable::read);
    }

    long based(String collection) {
        return session.call(BASED).text(collection).count();
    }

    List<StoredRecord> unmarked(String collection, long generation, String after, int limit) {
        return session.call(UNMARKED)
                .text(collection)
                .number(generation)
                .text(after)
                .number(limit)
                .list(RecordTable::read);
    }

    long unmarkedCount(String collection, long generation) {
        return session.call(UNMARKED_COUNT).text(collection).number(generation).count();
    }

    void put(StoredRecord record) {
        Optional<Document> base = record.base();
        boolean viewIsBase = base.isPresent() && record.view().equals(base.map(Document::fields));
        boolean simple = record.local().isEmpty() && record.tombstone().isEmpty();
        if (simple && viewIsBase && !record.pending()) {
            based(session.call(PUT_BASE).text(record.collection()).text(record.id()), base)
                    .run();
        } else if (simple && base.isEmpty() && record.view().isPresent() && record.pending()) {
            session.call(PUT_VIEW)
                    .text(record.collection())
                    .text(record.id())
                    .json(session.text(record.view().get()))
                    .run();
        } else {
            putAny(record, viewIsBase);
        }
    }

    private void putAny(StoredRecord record, boolean viewIsBase) {
        Call call = session.call(PUT)
                .text(record.collection())
                .text(record.id())
                .flag(record.pending())
                .flag(viewIsBase);
        based(call, record.base())
                .json(record.tombstone().map(Version::token).orElse(null))
                .json(viewIsBase ? null : record.view().map(session::text).orElse(null))
                .json(record.local().isEmpty() ? null : session.text(record.local()))
                .run();
    }

    private Call based(Call call, Optional<Document> base) {
        return call.json(base.map(Document::fields).map(session::text).orElse(null))
                .json(base.flatMap(Document::version).map(Version::token).orElse(null))
                .json(base.map(Document::contains).map(RecordTable::joined).orElse(null))
                .json(base.flatMap(Document::modifiedAt).map(Instant::toString).orElse(null));
    }

    void remove(String collection, String id) {
        session.call(REMOVE).text(collection).text(id).run();
        session.call(REMOVE_MARK).text(collection).text(id).run();
    }

    void mark(String collection, Collection<String> ids, long generation) {
        List<String> marked = new ArrayList<>(ids);
        for (int from = 0; from < marked.size(); from += CHUNK) {
            session.call(MARK)
                    .number(generation)
                    .text(collection)
                    .texts(marked, from, CHUNK)
                    .run();
        }
    }

    Map<String, Long> marks(String collection, Collection<String> ids) {
        Map<String, Long> found = new LinkedHashMap<>();
        List<String> asked = new ArrayList<>(ids);
        for (int from = 0; from < asked.size(); from += CHUNK) {
            session.call(MARKS)
                    .text(collection)
                    .texts(asked, from, CHUNK)
                    .list(row -> Map.entry(row.getString(1), row.getLong(2)))
                    .forEach(mark -> found.put(mark.getKey(), mark.getValue()));
        }
        return found;
    }

    void drop(String collection) {
        session.call(DROP).text(collection).run();
        session.call(DROP_MARKS).text(collection).run();
    }

    private static StoredRecord read(ResultSet row) throws SQLException {
        String id = row.getString(2);
        byte[] fields = row.getBytes(5);
        Optional<Document> base = Optional.empty();
        if (fields != null) {
            base = Optional.of(new Document(
                    id,
                    Json.fields(fields),
                    Optional.ofNullable(row.getString(6)).map(Version::new),
                    split(row.getString(7)),
                    Optional.ofNullable(row.getString(8)).map(Instant::parse)));
        }
        byte[] local = row.getBytes(11);
        return new StoredRecord(
                row.getString(1),
                id,
                base,
                Optional.ofNullable(row.getString(9)).map(Version::new),
                row.getBoolean(4)
                        ? base.map(Document::fields)
                        : Optional.ofNullable(row.getBytes(10)).map(Json::fields),
                local == null ? Map.of() : Json.fields(local),
                row.getBoolean(3));
    }

    /** Keys are visible ASCII, so that a space can part them. */
    private static @Nullable String joined(Set<WriteKey> keys) {
        String joined = null;
        for (WriteKey key : keys) {
            joined = joined == null ? key.token() : joined + " " + key.token();
        }
        return joined;
    }

    private static Set<WriteKey> split(@Nullable String keys) {
        if (keys == null) {
            return Set.of();
        }
        Set<WriteKey> split = new LinkedHashSet<>();
        for (String key : keys.split(" ", -1)) {
            split.add(new WriteKey(key));
        }
        return split;
    }
}
