package dev.mooring.migrate;

import dev.mooring.migrate.Difference.Kind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a verification works with: hashes by id of the ranges that differ, then the differences. */
final class SpoolTable {

    static final int SOURCE = 0;
    static final int TARGET = 1;

    private static final String FIRST =
            "SELECT id, kind, explanation FROM differences WHERE collection = ? ORDER BY explanation IS NOT NULL, id LIMIT ?";

    private final Sql sql;

    SpoolTable(Sql sql) {
        this.sql = sql;
    }

    void clear(int collection) {
        sql.transaction(() -> {
            sql.update("DELETE FROM spool WHERE collection = ?", collection);
            return sql.update("DELETE FROM differences WHERE collection = ?", collection);
        });
    }

    /** One record of one side, by its id at the target; {@code source} is its id at the source, or empty where only the target is known. */
    void put(int collection, int side, String id, byte[] hash, String source) {
        sql.update("INSERT OR REPLACE INTO spool VALUES (?, ?, ?, ?, ?)", collection, side, id, hash, source);
    }

    /** Makes the differences of what was spooled, and forgets that. */
    void diff(int collection) {
        sql.transaction(() -> {
            sql.update(
                    "INSERT INTO differences SELECT s.collection, s.id, s.source, CASE WHEN t.id IS NULL THEN 'MISSING' ELSE"
                            + " 'DIFFERENT' END, NULL FROM spool s LEFT JOIN spool t ON t.collection = s.collection AND"
                            + " t.side = 1 AND t.id = s.id WHERE s.collection = ? AND s.side = 0 AND"
                            + " (t.id IS NULL OR t.hash <> s.hash)",
                    collection);
            sql.update(
                    "INSERT INTO differences SELECT t.collection, t.id, '', 'EXTRA', NULL FROM spool t"
                            + " LEFT JOIN spool s ON s.collection = t.collection AND s.side = 0 AND s.id = t.id"
                            + " WHERE t.collection = ? AND t.side = 1 AND s.id IS NULL",
                    collection);
            return sql.update("DELETE FROM spool WHERE collection = ?", collection);
        });
    }

    /** Records that differ, in the order of their ids at the target. */
    List<Suspect> suspects(int collection, String after, int limit) {
        return sql.transaction(() -> sql.list(
                "SELECT id, source, kind, explanation IS NOT NULL FROM differences WHERE collection = ? AND id > ?"
                        + " ORDER BY id LIMIT ?",
                row -> new Suspect(
                        row.getString(1), row.getString(2), Kind.valueOf(row.getString(3)), row.getInt(4) == 1),
                collection,
                after,
                limit));
    }

    void settle(int collection, String id) {
        sql.update("DELETE FROM differences WHERE collection = ? AND id = ?", collection, id);
    }

    /** What it is now, and why that is no fault; a null means that it is one. */
    void judge(int collection, String id, Kind kind, @Nullable String explanation) {
        sql.update(
                "UPDATE differences SET kind = ?, explanation = ? WHERE collection = ? AND id = ?",
                kind.name(),
                explanation,
                collection,
                id);
    }

    /** Explains a record, if it differs. */
    void explain(int collection, String id, String explanation) {
        sql.update(
                "UPDATE differences SET explanation = ? WHERE collection = ? AND id = ? AND explanation IS NULL",
                explanation,
                collection,
                id);
    }

    /** What was explained like this is a fault after all. */
    void blame(int collection, String explanation) {
        sql.transaction(() -> sql.update(
                "UPDATE differences SET explanation = NULL WHERE collection = ? AND explanation = ?",
                collection,
                explanation));
    }

    long count(int collection, boolean explained) {
        return sql.transaction(() -> sql.count(
                "SELECT count(*) FROM differences WHERE collection = ? AND (explanation IS NOT NULL) = ?",
                collection,
                explained ? 1 : 0));
    }

    List<Difference> first(int collection, String name, int limit) {
        return sql.transaction(() -> sql.list(
                FIRST,
                row -> new Difference(
                        name, row.getString(1), Kind.valueOf(row.getString(2)), Optional.ofNullable(row.getString(3))),
                collection,
                limit));
    }

    /**
     * A record that seems to differ.
     *
     * @param id its id at the target
     * @param source its id at the source; empty = only the target showed it
     */
    record Suspect(String id, String source, Kind kind, boolean explained) {}
}
