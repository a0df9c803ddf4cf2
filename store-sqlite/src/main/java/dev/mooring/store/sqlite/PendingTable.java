package dev.mooring.store.sqlite;

import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Pending writes, and who waits for whom. */
final class PendingTable {

    private static final String COLUMNS = "p.sequence, p.collection, p.id, p.status, p.due_second, p.due_nano, p.body";

    static final String ONE = "SELECT " + COLUMNS + " FROM pending p WHERE p.sequence = ?";

    static final String OF_RECORD =
            "SELECT " + COLUMNS + " FROM pending p WHERE p.collection = ? AND p.id = ? ORDER BY p.sequence";

    static final String DUE = "SELECT " + COLUMNS
            + " FROM pending p WHERE p.collection = ? AND p.status = ? AND (p.due_second, p.due_nano) <= (?, ?)"
            + " ORDER BY p.due_second, p.due_nano, p.sequence LIMIT ?";

    static final String PAGE = "SELECT " + COLUMNS
            + " FROM pending p INDEXED BY pending_of_collection WHERE p.collection = ? AND p.sequence > ? ORDER BY p.sequence LIMIT ?";

    static final String WAITING = "SELECT " + COLUMNS
            + " FROM waits w CROSS JOIN pending p ON p.sequence = w.sequence WHERE w.other = ? ORDER BY w.sequence LIMIT ?";

    static final String NEXT_DUE =
            "SELECT p.due_second, p.due_nano FROM pending p WHERE p.collection = ? AND p.status = ?"
                    + " ORDER BY p.due_second, p.due_nano LIMIT 1";

    static final String PLACE = "SELECT collection, id, waits FROM pending WHERE sequence = ?";

    static final String INSERT =
            "INSERT INTO pending (sequence, collection, id, status, due_second, due_nano, waits, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    /** Most changes are of a delivery: the index by record stays as it is. */
    static final String UPDATE =
            "UPDATE pending SET status = ?, due_second = ?, due_nano = ?, waits = ?, body = ? WHERE sequence = ?";

    static final String REMOVE = "DELETE FROM pending WHERE sequence = ?";
    static final String ADD_WAIT = "INSERT INTO waits (other, sequence) VALUES (?, ?)";
    static final String REMOVE_WAITS = "DELETE FROM waits WHERE sequence = ?";

    static final String DROP_WAITS =
            "DELETE FROM waits WHERE sequence IN (SELECT sequence FROM pending WHERE collection = ?)";
    static final String DROP = "DELETE FROM pending WHERE collection = ?";

    static final String HIGHEST = "SELECT ifnull(max(sequence), 0) FROM pending";

    private static final long UNKNOWN = -1;

    private final Session session;
    private final Counts counts;
    /** No stored sequence is above this one, so that a new write needs no look. An undone work may leave it higher than need be. */
    private long highest = UNKNOWN;

    PendingTable(Session session, Counts counts) {
        this.session = session;
        this.counts = counts;
    }

    Optional<PendingWrite> one(long sequence) {
        return session.call(ONE).number(sequence).first(PendingTable::read);
    }

    List<PendingWrite> ofRecord(String collection, String id) {
        return session.call(OF_RECORD).text(collection).text(id).list(PendingTable::read);
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

    void put(PendingWrite write) {
        Optional<Place> old = write.sequence() > highest() ? Optional.empty() : place(write.sequence());
        highest = Math.max(highest, write.sequence());
        boolean stays = old.isPresent() && old.get().isOf(write);
        if (stays) {
            update(write);
        } else {
            old.ifPresent(place -> remove(write.sequence(), place));
            insert(write);
        }
        if (stays && old.get().waits()) {
            session.call(REMOVE_WAITS).number(write.sequence()).run();
        }
        for (long other : write.waitsFor()) {
            session.call(ADD_WAIT).number(other).number(write.sequence()).run();
        }
    }

    void remove(long sequence) {
        place(sequence).ifPresent(place -> remove(sequence, place));
    }

    void drop(String collection) {
        session.call(DROP_WAITS).text(collection).run();
        counts.pending(collection, -session.call(DROP).text(collection).run());
    }

    private void insert(PendingWrite write) {
        Instant due = write.delivery().due();
        session.call(INSERT)
                .number(write.sequence())
                .text(write.collection())
                .text(write.id())
                .json(write.status().name())
                .number(due.getEpochSecond())
                .number(due.getNano())
                .flag(!write.waitsFor().isEmpty())
                .json(Json.text(WriteText.body(write)))
                .run();
        counts.pending(write.collection(), 1);
    }

    private void update(PendingWrite write) {
        Instant due = write.delivery().due();
        session.call(UPDATE)
                .json(write.status().name())
                .number(due.getEpochSecond())
                .number(due.getNano())
                .flag(!write.waitsFor().isEmpty())
                .json(Json.text(WriteText.body(write)))
                .number(write.sequence())
                .run();
    }

    private void remove(long sequence, Place place) {
        session.call(REMOVE).number(sequence).run();
        if (place.waits()) {
            session.call(REMOVE_WAITS).number(sequence).run();
        }
        counts.pending(place.collection(), -1);
    }

    private long highest() {
        if (highest == UNKNOWN) {
            highest = session.call(HIGHEST).count();
        }
        return highest;
    }

    private Optional<Place> place(long sequence) {
        return session.call(PLACE)
                .number(sequence)
                .first(row -> new Place(row.getString(1), row.getString(2), row.getBoolean(3)));
    }

    private static PendingWrite read(ResultSet row) throws SQLException {
        return WriteText.write(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochSecond(row.getLong(5), row.getLong(6)),
                new Stored(Json.fields(row.getBytes(7))));
    }

    /** Where a write is stored, and whether it waits for others. */
    private record Place(String collection, String id, boolean waits) {
        boolean isOf(PendingWrite write) {
            return collection.equals(write.collection()) && id.equals(write.id());
        }
    }
}
