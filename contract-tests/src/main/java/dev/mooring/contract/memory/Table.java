package dev.mooring.contract.memory;

import dev.mooring.sync.Change;
import dev.mooring.sync.WriteKey;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the collection and the order in which they changed. Used under the backend's lock only.
 *
 * <p>Each record has one place in the order, that of its last change: a reader is told what is there now, not what was.
 */
final class Table {

    /**
     * A place in the order.
     *
     * @param strangers users who saw the record once and may not any more
     */
    record Event(String id, Instant at, Set<String> strangers) {}

    private final Clock clock;
    private final NavigableMap<String, Row> rows = new TreeMap<>();
    private final NavigableMap<Long, Event> order = new TreeMap<>();
    private final Map<String, Long> places = new HashMap<>();
    private final Map<WriteKey, String> seen = new HashMap<>();
    private final TreeSet<Long> uncommitted = new TreeSet<>();
    private long stamp;
    private long epoch;

    Table(Clock clock) {
        this.clock = clock;
    }

    @Nullable Row row(String id) {
        return rows.get(id);
    }

    NavigableMap<String, Row> rows() {
        return rows;
    }

    NavigableMap<Long, Event> order() {
        return order;
    }

    Clock clock() {
        return clock;
    }

    long stamp() {
        return stamp;
    }

    long epoch() {
        return epoch;
    }

    /** Draws the stamp of a change. */
    Stamp draw() {
        return new Stamp(++stamp, clock.instant());
    }

    /** Up to where nothing can appear any more: before the oldest transaction that has a stamp and is not committed. */
    long horizon() {
        return uncommitted.isEmpty() ? stamp : uncommitted.first() - 1;
    }

    /** Draws the stamp of a change that is not visible yet. */
    Stamp begin() {
        Stamp drawn = draw();
        uncommitted.add(drawn.number());
        return drawn;
    }

    void end(Stamp drawn) {
        uncommitted.remove(drawn.number());
    }

    /** Puts a row in place of the one that had its id. */
    void put(Row row) {
        Row before = rows.put(row.id(), row);
        Set<String> strangers = new HashSet<>();
        Long place = places.get(row.id());
        Event last = place == null ? null : order.remove(place);
        if (last != null) {
            strangers.addAll(last.strangers());
        }
        if (before != null) {
            strangers.add(before.owner());
        }
        places.put(row.id(), row.stamp().number());
        order.put(row.stamp().number(), new Event(row.id(), row.stamp().at(), strangers));
    }

    /** Puts a row there that has no place in the order. */
    void putUnstamped(Row row) {
        rows.put(row.id(), row);
    }

    /** The place of a record's last change. */
    long placeOf(String id) {
        return places.getOrDefault(id, 0L);
    }

    /** Forgets a row that is deleted; its place in the order stays. */
    void forget(String id) {
        rows.remove(id);
    }

    /** What was made by a write that was seen before. */
    Optional<String> madeBy(WriteKey key) {
        return Optional.ofNullable(seen.get(key));
    }

    void remember(WriteKey key, String id) {
        seen.put(key, id);
    }

    /** How a user sees a record now. */
    Change change(String id, String user) {
        Row row = rows.get(id);
        return row == null ? Change.deleted(id) : row.seenBy(user);
    }

    /** From now on every cursor that was handed out is unreadable, and deletions are forgotten. */
    void expireCursors() {
        epoch++;
        rows.values().removeIf(Row::deleted);
        order.values().removeIf(event -> !rows.containsKey(event.id()));
        places.keySet().retainAll(rows.keySet());
    }
}
