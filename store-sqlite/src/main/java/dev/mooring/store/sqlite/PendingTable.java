package dev.mooring.store.sqlite;

import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pending writes as they are read. */
final class PendingTable {

    private static final String COLUMNS =
            "p.sequence, p.collection, p.id, p.status, p.due_second, p.due_nano, p.delivery, p.body";

    static final String ONE = Schema.PENDING_COLLECTIONS + "SELECT " + COLUMNS
            + " FROM c CROSS JOIN pending p ON p.collection = c.name AND p.sequence = ?";

    static final String OF_RECORD =
            "SELECT " + COLUMNS + " FROM pending p WHERE p.collection = ? AND p.id = ? ORDER BY p.sequence";

    static final String DUE = "SELECT " + COLUMNS
            + " FROM pending p WHERE p.collection = ? AND p.status = ? AND (p.due_second, p.due_nano) <= (?, ?)"
            + " ORDER BY p.due_second, p.due_nano, p.sequence LIMIT ?";

    static final String PAGE = "SELECT " + COLUMNS
            + " FROM pending p WHERE p.collection = ? AND p.sequence > ? ORDER BY p.sequence LIMIT ?";

    static final String WAITING = "SELECT " + COLUMNS
            + " FROM waits w CROSS JOIN pending p ON p.collection = w.collection AND p.sequence = w.sequence WHERE w.other = ? ORDER BY w.sequence LIMIT ?";

    static final String NEXT_DUE =
            "SELECT p.due_second, p.due_nano FROM pending p WHERE p.collection = ? AND p.status = ?"
                    + " ORDER BY p.due_second, p.due_nano LIMIT 1";

    private static final int CHUNK = 32;

    static final String OF_RECORDS = "SELECT " + COLUMNS + " FROM pending p WHERE p.collection = ? AND p.id IN (?"
            + ", ?".repeat(CHUNK - 1) + ") ORDER BY p.id, p.sequence";

    private final Session session;

    PendingTable(Session session) {
        this.session = session;
    }

    Optional<PendingWrite> one(long sequence) {
        return session.call(ONE).number(sequence).first(PendingTable::read);
    }

    List<PendingWrite> ofRecord(String collection, String id) {
        return session.call(OF_RECORD).text(collection).text(id).list(PendingTable::read);
    }

    /** The writes of several records; a record without any is not in it. */
    Map<String, List<PendingWrite>> ofRecords(String collection, List<String> ids) {
        Map<String, List<PendingWrite>> found = new LinkedHashMap<>();
        for (int from = 0; from < ids.size(); from += CHUNK) {
            session.call(OF_RECORDS)
                    .text(collection)
                    .texts(ids, from, CHUNK)
                    .list(PendingTable::read)
                    .forEach(write -> found.computeIfAbsent(write.id(), id -> new ArrayList<>())
                            .add(write));
        }
        return found;
    }

    List<PendingWrite> due(String collection, Status status, Instant due, int limit) {
        return session.call(DUE)
                .text(collection)
                .json(status.name())
                .number(due.getEpochSecond())
                .number(due.getNano())
                .number(limit)
                .list(PendingTable::read);
    }

    List<PendingWrite> page(String collection, long after, int limit) {
        return session.call(PAGE).text(collection).number(after).number(limit).list(PendingTable::read);
    }

    List<PendingWrite> waiting(long sequence, int limit) {
        return session.call(WAITING).number(sequence).number(limit).list(PendingTable::read);
    }

    Optional<Instant> nextDue(String collection) {
        return session.call(NEXT_DUE)
                .text(collection)
                .json(Status.READY.name())
                .first(row -> Instant.ofEpochSecond(row.getLong(1), row.getLong(2)));
    }

    private static PendingWrite read(ResultSet row) throws SQLException {
        byte[] delivery = row.getBytes(7);
        return WriteText.write(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochSecond(row.getLong(5), row.getLong(6)),
                new Stored(Json.fields(row.getBytes(8))),
                new Stored(delivery == null ? Map.of() : Json.fields(delivery)));
    }
}
