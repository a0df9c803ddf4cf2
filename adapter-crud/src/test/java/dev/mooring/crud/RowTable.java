package dev.mooring.crud;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A table in memory with the columns {@code id}, {@code version}, {@code updated_at} and whatever is written. Its methods are the
 * functions of an adapter, as a careful user would write them: each looks and acts in one step. Safe for several threads.
 */
final class RowTable {

    private static final Comparator<Map<String, ? extends @Nullable Object>> BY_STAMP =
            Comparator.<Map<String, ? extends @Nullable Object>, Instant>comparing(RowTable::stamp)
                    .thenComparing(RowTable::id);

    private final TreeMap<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
    private final TreeMap<Long, String> removed = new TreeMap<>();
    private final Map<String, String> madeBy = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<Hints> subscribers = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final boolean keepsBooks;
    private long changes;
    private long ids;
    private long forgotten;

    RowTable() {
        this(Clock.systemUTC());
    }

    RowTable(Clock clock) {
        this(clock, true);
    }

    private RowTable(Clock clock, boolean keepsBooks) {
        this.clock = clock;
        this.keepsBooks = keepsBooks;
    }

    /** A table that has nothing but what is written. */
    static RowTable withoutBooks() {
        return new RowTable(Clock.systemUTC(), false);
    }

    synchronized void clear() {
        rows.clear();
        removed.clear();
    }

    synchronized Collection<Map<String, @Nullable Object>> all() {
        return where(row -> true);
    }

    synchronized Rows page(Optional<String> cursor, int limit) {
        List<Map<String, @Nullable Object>> page = where(row -> id(row).compareTo(cursor.orElse("")) > 0).stream()
                .limit(limit)
                .toList();
        return page.size() < limit ? Rows.last(page) : Rows.more(page, id(page.get(page.size() - 1)));
    }

    synchronized Optional<Map<String, @Nullable Object>> get(String id) {
        return Optional.ofNullable(rows.get(id)).map(LinkedHashMap::new);
    }

    synchronized Collection<Map<String, @Nullable Object>> since(Since since) {
        return where(row -> isAfter(row, since)).stream()
                .sorted(BY_STAMP)
                .limit(since.limit())
                .toList();
    }

    synchronized String position() {
        return String.valueOf(changes);
    }

    synchronized RowChanges log(String position, int limit) {
        long from = Long.parseLong(position);
        if (from < forgotten) {
            return RowChanges.startOver();
        }
        TreeMap<Long, Object> log = new TreeMap<>(removed.tailMap(from, false));
        where(row -> version(row) > from).forEach(row -> log.put(version(row), row));
        List<Map<String, @Nullable Object>> shown = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        long next = from;
        for (Map.Entry<Long, Object> entry :
                log.entrySet().stream().limit(limit).toList()) {
            next = entry.getKey();
            String id = removed.get(next);
            if (id != null) {
                gone.add(id);
            } else {
                where(row -> version(row) == entry.getKey()).forEach(shown::add);
            }
        }
        return RowChanges.of(shown, String.valueOf(next), log.size() > limit).removed(gone);
    }

    synchronized void forgetLog() {
        forgotten = changes + 1;
        changes++;
    }

    synchronized Answer insert(NewRow row) {
        if (rows.containsKey(row.id())) {
            return Answer.unchanged();
        }
        return Answer.saved(put(row.id(), row.values()));
    }

    synchronized Answer insertWithMadeId(NewRow row) {
        ids++;
        Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
        values.put("id", ids);
        return Answer.saved(put(String.valueOf(ids), values));
    }

    synchronized Answer patch(RowUpdate update) {
        Map<String, @Nullable Object> row = rows.get(update.id());
        if (row == null || isStale(row, update.expected())) {
            return Answer.unchanged();
        }
        Map<String, @Nullable Object> patched = new LinkedHashMap<>(row);
        patched.putAll(update.values());
        return Answer.saved(put(update.id(), patched));
    }

    synchronized Answer replace(RowUpdate update) {
        Map<String, @Nullable Object> row = rows.get(update.id());
        if (row == null || isStale(row, update.expected())) {
            return Answer.unchanged();
        }
        return Answer.saved(put(update.id(), update.values()));
    }

    synchronized Answer remove(RowDelete delete) {
        Map<String, @Nullable Object> row = rows.get(delete.id());
        if (row == null || isStale(row, delete.expected())) {
            return Answer.unchanged();
        }
        rows.remove(delete.id());
        changes++;
        removed.put(changes, delete.id());
        tell(delete.id());
        return Answer.saved();
    }

    /** Makes a write once for ever: what it remembers, it does not make again. */
    synchronized <R extends RowWrite> Answer once(R write, CrudFunctions.Save<R> function) throws Exception {
        if (known.contains(write.key().token())) {
            String made = madeBy.getOrDefault(write.key().token(), write.id());
            return get(made).<Answer>map(Answer::saved).orElseGet(Answer::repeated);
        }
        Answer answer = function.save(write);
        if (answer != Answer.unchanged()) {
            known.add(write.key().token());
        }
        return answer;
    }

    AutoCloseable subscribe(Hints hints) {
        subscribers.add(hints);
        return () -> subscribers.remove(hints);
    }

    List<Hints> subscribers() {
        return subscribers;
    }

    /** Writes a row past the functions: with a version and a stamp unless it names its own. */
    synchronized Map<String, @Nullable Object> put(String id, Map<String, ? extends @Nullable Object> values) {
        changes++;
        Map<String, @Nullable Object> row = new LinkedHashMap<>(values);
        row.putIfAbsent("id", id);
        if (keepsBooks) {
            row.put("version", changes);
            row.put("updated_at", clock.instant().toString());
        }
        rows.put(id, row);
        removed.values().removeIf(id::equals);
        tell(id);
        return new LinkedHashMap<>(row);
    }

    /** Puts a row there as it is. */
    synchronized void raw(String id, Map<String, ? extends @Nullable Object> row) {
        rows.put(id, new LinkedHashMap<>(row));
    }

    private void tell(String id) {
        subscribers.forEach(hints -> hints.changed(id));
    }

    private List<Map<String, @Nullable Object>> where(Predicate<Map<String, @Nullable Object>> wanted) {
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        rows.values().stream().filter(wanted).forEach(row -> found.add(new LinkedHashMap<>(row)));
        return found;
    }

    private static boolean isAfter(Map<String, @Nullable Object> row, Since since) {
        if (row.get("updated_at") == null) {
            return false;
        }
        int byStamp = stamp(row).compareTo(since.stamp());
        return byStamp > 0
                || (byStamp == 0
                        && since.afterId()
                                .map(after -> id(row).compareTo(after) > 0)
                                .orElse(true));
    }

    private static boolean isStale(Map<String, @Nullable Object> row, Optional<String> expected) {
        return expected.isPresent() && !expected.get().equals(String.valueOf(row.get("version")));
    }

    private static Instant stamp(Map<String, ? extends @Nullable Object> row) {
        return Instant.parse(String.valueOf(row.get("updated_at")));
    }

    private static long version(Map<String, ? extends @Nullable Object> row) {
        return (Long) Objects.requireNonNull(row.get("version"));
    }

    private static String id(Map<String, ? extends @Nullable Object> row) {
        return String.valueOf(row.get("id"));
    }
}
