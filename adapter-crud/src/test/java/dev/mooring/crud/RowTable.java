package dev.mooring.crud;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A table in memory that several users share, each seeing the rows he owns. It adds the columns {@code version} and
 * {@code updated_at}. {@link TableView} are its functions. Safe for several threads.
 */
final class RowTable {

    static final String USER = "user";

    private final TreeMap<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final TreeMap<Long, String> removed = new TreeMap<>();
    private final TreeMap<Long, String> left = new TreeMap<>();
    private final Set<String> keys = new HashSet<>();
    private final List<Hints> subscribers = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final boolean keepsBooks;
    private long changes;
    private long ids;
    private long forgotten;

    RowTable() {
        this(Clock.systemUTC(), true);
    }

    RowTable(Clock clock, boolean keepsBooks) {
        this.clock = clock;
        this.keepsBooks = keepsBooks;
    }

    /** A table that has nothing but what is written. */
    static RowTable withoutBooks() {
        return new RowTable(Clock.systemUTC(), false);
    }

    /** The functions of the first user. */
    TableView view() {
        return view(USER);
    }

    /** The functions of a user. */
    TableView view(String user) {
        return new TableView(this, user);
    }

    /** Writes a row past the functions: with a version and a stamp of its own. */
    synchronized Map<String, @Nullable Object> put(String id, Map<String, ? extends @Nullable Object> values) {
        return put(id, USER, values, clock.instant());
    }

    synchronized Map<String, @Nullable Object> put(
            String id, String owner, Map<String, ? extends @Nullable Object> values, Instant stamp) {
        changes++;
        Map<String, @Nullable Object> row = new LinkedHashMap<>(values);
        row.putIfAbsent("id", id);
        if (keepsBooks) {
            row.put("version", changes);
            row.put("updated_at", stamp.toString());
        }
        raw(id, owner, row);
        subscribers.forEach(hints -> hints.changed(id));
        return new LinkedHashMap<>(row);
    }

    /** Puts a row there as it is. */
    synchronized void raw(String id, String owner, Map<String, ? extends @Nullable Object> row) {
        rows.put(id, new LinkedHashMap<>(row));
        owners.put(id, owner);
        removed.values().removeIf(id::equals);
        left.values().removeIf(id::equals);
    }

    synchronized void remove(String id) {
        rows.remove(id);
        owners.remove(id);
        changes++;
        removed.put(changes, id);
        subscribers.forEach(hints -> hints.changed(id));
    }

    /** Gives a row to another owner, who alone sees it from now on. */
    synchronized void give(String id, String owner) {
        Map<String, @Nullable Object> row = Objects.requireNonNull(row(id), id);
        put(id, owner, row, clock.instant());
        if (!owner.equals(USER)) {
            left.put(changes, id);
        }
    }

    /** Makes every position of the log so far expire. */
    synchronized void forgetLog() {
        changes++;
        forgotten = changes;
    }

    boolean reaches(long position) {
        return position >= forgotten;
    }

    long position() {
        return changes;
    }

    String makeId() {
        ids++;
        return String.valueOf(ids);
    }

    Clock clock() {
        return clock;
    }

    /** Whether a key was not seen before. */
    boolean isNew(String key) {
        return !keys.contains(key);
    }

    void remember(String key) {
        keys.add(key);
    }

    List<Hints> subscribers() {
        return subscribers;
    }

    SortedMap<Long, String> removed() {
        return removed;
    }

    SortedMap<Long, String> left() {
        return left;
    }

    @Nullable Map<String, @Nullable Object> row(String id) {
        return rows.get(id);
    }

    boolean isOwner(String id, String user) {
        return user.equals(owners.get(id));
    }

    List<Map<String, @Nullable Object>> where(String user, Predicate<Map<String, @Nullable Object>> wanted) {
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        rows.forEach((id, row) -> {
            if (isOwner(id, user) && wanted.test(row)) {
                found.add(new LinkedHashMap<>(row));
            }
        });
        return found;
    }
}
