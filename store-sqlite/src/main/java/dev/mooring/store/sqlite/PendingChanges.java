package dev.mooring.store.sqlite;

import dev.mooring.store.PendingWrite;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of pending writes, and of who waits for whom. */
final class PendingChanges {

    static final String PLACE = Schema.PENDING_COLLECTIONS
            + "SELECT p.collection, p.id FROM c CROSS JOIN pending p ON p.collection = c.name AND p.sequence = ?";

    static final String INSERT =
            "INSERT INTO pending (sequence, collection, id, status, due_second, due_nano, delivery, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    /** Most changes are of a delivery: what is wanted, and the index by record, stay as they are. */
    static final String DELIVER =
            "UPDATE pending SET status = ?, due_second = ?, due_nano = ?, delivery = ? WHERE collection = ? AND sequence = ?";

    static final String UPDATE =
            "UPDATE pending SET status = ?, due_second = ?, due_nano = ?, delivery = ?, body = ? WHERE collection = ? AND sequence = ?";

    static final String REMOVE = "DELETE FROM pending WHERE collection = ? AND sequence = ?";
    static final String ADD_WAIT = "INSERT INTO waits (other, sequence, collection) VALUES (?, ?, ?)";
    static final String REMOVE_WAITS = "DELETE FROM waits WHERE sequence = ?";
    static final String ANY_WAIT = "SELECT EXISTS (SELECT 1 FROM waits WHERE other >= 0)";

    static final String DROP_WAITS =
            "DELETE FROM waits WHERE sequence IN (SELECT sequence FROM pending WHERE collection = ?)";
    static final String DROP = "DELETE FROM pending WHERE collection = ?";

    static final String HIGHEST = Schema.PENDING_COLLECTIONS
            + "SELECT ifnull(max((SELECT max(sequence) FROM pending p WHERE p.collection = c.name)), 0) FROM c";

    private static final long UNKNOWN = -1;

    private final Session session;
    private final Counts counts;
    private final Seen seen;
    /** No stored sequence is above this one, so that a new write needs no look. */
    private long highest = UNKNOWN;

    PendingChanges(Session session, Counts counts, Seen seen) {
        this.session = session;
        this.counts = counts;
        this.seen = seen;
    }

    void put(PendingWrite write) {
        Optional<Place> old = write.sequence() > highest() ? Optional.empty() : place(write.sequence());
        highest = Math.max(highest, write.sequence());
        if (old.isPresent() && old.get().isOf(write)) {
            update(write, seen.write(write.sequence()));
        } else {
            old.ifPresent(place -> remove(write.sequence(), place));
            insert(write);
        }
        seen.changed(write);
    }

    void remove(long sequence) {
        place(sequence).ifPresent(place -> remove(sequence, place));
    }

    void drop(String collection) {
        seen.forget();
        session.call(DROP_WAITS).text(collection).run();
        counts.dropped(collection);
        session.call(DROP).text(collection).run();
    }

    /** A work was undone: what it had removed is there again. */
    void forget() {
        highest = UNKNOWN;
    }

    /** Whether any write waits for another one. Looked up once in a work: nearly always none does. */
    boolean anyWaits() {
        Boolean known = seen.anyWaits();
        boolean any = known != null ? known : session.call(ANY_WAIT).count() > 0;
        seen.anyWaits(any);
        return any;
    }

    private void insert(PendingWrite write) {
        delivered(
                        session.call(INSERT)
                                .number(write.sequence())
                                .text(write.collection())
                                .text(write.id())
                                .json(write.status().name()),
                        write)
                .json(session.text(WriteText.body(write)))
                .run();
        addWaits(write);
        counts.added(write.collection(), write.sequence());
    }

    private void update(PendingWrite write, @Nullable PendingWrite old) {
        if (old != null && wantsTheSame(old, write)) {
            delivered(session.call(DELIVER).json(write.status().name()), write)
                    .text(write.collection())
                    .number(write.sequence())
                    .run();
        } else {
            delivered(session.call(UPDATE).json(write.status().name()), write)
                    .json(session.text(WriteText.body(write)))
                    .text(write.collection())
                    .number(write.sequence())
                    .run();
        }
        if (old == null || !old.waitsFor().equals(write.waitsFor())) {
            removeWaits(write.sequence());
            addWaits(write);
        }
    }

    private static boolean wantsTheSame(PendingWrite old, PendingWrite write) {
        return old.key().equals(write.key())
                && old.madeAt().equals(write.madeAt())
                && old.intent().equals(write.intent());
    }

    private Call delivered(Call call, PendingWrite write) {
        Instant due = write.delivery().due();
        Map<String, @Nullable Object> delivery = WriteText.delivery(write);
        return call.number(due.getEpochSecond())
                .number(due.getNano())
                .json(delivery.isEmpty() ? null : session.text(delivery));
    }

    private void remove(long sequence, Place place) {
        session.call(REMOVE).text(place.collection()).number(sequence).run();
        removeWaits(sequence);
        counts.removed(place.collection(), sequence);
        seen.removed(sequence, place.collection(), place.id());
    }

    private void removeWaits(long sequence) {
        PendingWrite known = seen.write(sequence);
        boolean may = known == null ? anyWaits() : !known.waitsFor().isEmpty();
        if (may) {
            session.call(REMOVE_WAITS).number(sequence).run();
        }
    }

    private void addWaits(PendingWrite write) {
        for (long other : write.waitsFor()) {
            session.call(ADD_WAIT)
                    .number(other)
                    .number(write.sequence())
                    .text(write.collection())
                    .run();
            seen.anyWaits(true);
        }
    }

    private long highest() {
        if (highest == UNKNOWN) {
            highest = session.call(HIGHEST).count();
        }
        return highest;
    }

    private Optional<Place> place(long sequence) {
        PendingWrite known = seen.write(sequence);
        return known != null
                ? Optional.of(new Place(known.collection(), known.id()))
                : session.call(PLACE).number(sequence).first(row -> new Place(row.getString(1), row.getString(2)));
    }

    /** Where a write is stored. */
    private record Place(String collection, String id) {
        boolean isOf(PendingWrite write) {
            return collection.equals(write.collection()) && id.equals(write.id());
        }
    }
}
