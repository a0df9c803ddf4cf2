package dev.mooring.migrate;

import dev.mooring.migrate.internal.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was written of each record, and what a page was about to write when the process ended. Inside a transaction only. */
final class LedgerTable {

    private static final String COLUMNS = "SELECT id, target, hash, writes, gone FROM rows ";
    private static final String FIND = COLUMNS + "WHERE collection = ? AND id IN " + Marks.LIST;
    private static final String SEEN = "UPDATE rows SET pass = ? WHERE collection = ? AND id IN " + Marks.LIST;
    private static final String PUT = Written.sql(1);
    private static final String PUT_MANY = Written.sql(Written.MANY);

    private final Sql sql;

    LedgerTable(Sql sql) {
        this.sql = sql;
    }

    Map<String, Ledger> find(int collection, Collection<String> ids) {
        return sql.transaction(() -> {
            Map<String, Ledger> found = new HashMap<>();
            Marks.each(
                    ids,
                    part -> sql.list(FIND, LedgerTable::ledger, part).forEach(row -> found.put(row.id(), row)),
                    collection);
            return found;
        });
    }

    Optional<Ledger> find(int collection, String id) {
        return sql.transaction(
                () -> sql.first(COLUMNS + "WHERE collection = ? AND id = ?", LedgerTable::ledger, collection, id));
    }

    /** The record at the source that has this id at the target. */
    Optional<Ledger> byTarget(int collection, String target) {
        return sql.transaction(() -> sql.first(
                        COLUMNS + "WHERE collection = ? AND target = ? ORDER BY gone",
                        LedgerTable::ledger,
                        collection,
                        target)
                .or(() -> sql.first(
                        COLUMNS + "WHERE collection = ? AND id = ? AND target IS NULL",
                        LedgerTable::ledger,
                        collection,
                        target)));
    }

    /** The id that the target made for a record, if it is known. */
    Optional<String> made(String collection, String id) {
        return sql.transaction(() -> sql.first(
                        "SELECT r.id, r.target, r.hash, r.writes, r.gone FROM collections c JOIN rows r"
                                + " ON r.collection = c.number WHERE c.name = ? AND r.id = ?",
                        LedgerTable::ledger,
                        collection,
                        id)
                .filter(Ledger::isMade)
                .map(Ledger::target));
    }

    void put(int collection, long pass, Written rows) {
        int from = 0;
        for (; from + Written.MANY <= rows.size(); from += Written.MANY) {
            sql.update(PUT_MANY, rows.values(from, from + Written.MANY, collection, pass));
        }
        for (; from < rows.size(); from++) {
            sql.update(PUT, rows.values(from, from + 1, collection, pass));
        }
    }

    /** It is not there any more. Whatever was noted as intended stays so: what is made of it next has no known id until its end. */
    int left(int collection, Ledger row) {
        return sql.update(
                "INSERT INTO rows VALUES (?, ?, ?, NULL, ?, 0, 1) ON CONFLICT (collection, id) DO UPDATE SET"
                        + " hash = NULL, writes = excluded.writes, gone = 1",
                collection,
                row.id(),
                row.target().equals(row.id()) ? null : row.target(),
                row.writes());
    }

    /** The source showed the records in this pass. */
    void seen(int collection, Collection<String> ids, long pass) {
        Marks.each(ids, part -> sql.update(SEEN, part), pass, collection);
    }

    /** Records that the target may have and that a complete snapshot did not show. */
    List<String> unseen(int collection, long pass, String after, int limit) {
        return sql.transaction(() -> sql.list(
                "SELECT id FROM rows WHERE collection = ? AND id > ? AND pass < ? AND gone = 0 ORDER BY id LIMIT ?",
                row -> row.getString(1),
                collection,
                after,
                pass,
                limit));
    }

    /** How many records the target may have, of those that were last shown before a pass. */
    long there(int collection, long pass) {
        return sql.transaction(() -> sql.count(
                "SELECT count(*) FROM rows WHERE collection = ? AND pass < ? AND gone = 0", collection, pass));
    }

    /** What is about to be written, as ids of source and target in turns: should the process end, nobody else knows. */
    void intend(int collection, List<String> ids) {
        sql.update("INSERT OR REPLACE INTO intents VALUES (?, ?)", collection, Json.text(ids));
    }

    void done(int collection) {
        sql.update("DELETE FROM intents WHERE collection = ?", collection);
    }

    /** Takes what was about to be written into the table, in doubt. */
    void recover(int collection, long pass) {
        String text = sql.first("SELECT ids FROM intents WHERE collection = ?", row -> row.getString(1), collection)
                .orElse("");
        if (text.isEmpty() || !(Json.parse(text) instanceof List<?> ids)) {
            return;
        }
        for (int i = 0; i + 1 < ids.size(); i += 2) {
            String id = String.valueOf(ids.get(i));
            String target = String.valueOf(ids.get(i + 1));
            sql.update(
                    "INSERT OR IGNORE INTO rows VALUES (?, ?, ?, NULL, 0, ?, 0)",
                    collection,
                    id,
                    target.equals(id) ? null : target,
                    pass - 1);
            sql.update(
                    "UPDATE rows SET hash = CASE WHEN gone = 1 OR hash IS NULL THEN NULL ELSE x'00' END, gone = 0"
                            + " WHERE collection = ? AND id = ?",
                    collection,
                    id);
        }
        done(collection);
    }

    private static Ledger ledger(ResultSet row) throws SQLException {
        String id = row.getString(1);
        String target = row.getString(2);
        return new Ledger(id, target == null ? id : target, row.getBytes(3), row.getLong(4), row.getInt(5) == 1);
    }
}
