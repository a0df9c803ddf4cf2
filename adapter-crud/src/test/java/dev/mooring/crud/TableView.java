package dev.mooring.crud;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The functions of one user, as a careful author would write them: each looks and acts in one step. */
final class TableView implements TableFunctions {

    private static final Comparator<Map<String, ? extends @Nullable Object>> BY_STAMP =
            Comparator.<Map<String, ? extends @Nullable Object>, Instant>comparing(TableView::stamp)
                    .thenComparing(TableView::id);

    private final RowTable table;
    private final String user;

    TableView(RowTable table, String user) {
        this.table = table;
        this.user = user;
    }

    @Override
    public Collection<Map<String, @Nullable Object>> all() {
        synchronized (table) {
            return table.where(user, row -> true);
        }
    }

    @Override
    public Rows page(Optional<String> cursor, int limit) {
        synchronized (table) {
            List<Map<String, @Nullable Object>> page =
                    table.where(user, row -> id(row).compareTo(cursor.orElse("")) > 0).stream()
                            .limit(limit)
                            .toList();
            return page.size() < limit ? Rows.last(page) : Rows.more(page, id(page.get(page.size() - 1)));
        }
    }

    @Override
    public Optional<Map<String, @Nullable Object>> get(String id) {
        synchronized (table) {
            return Optional.ofNullable(mine(id)).map(LinkedHashMap::new);
        }
    }

    @Override
    public Collection<Map<String, @Nullable Object>> since(Since since) {
        synchronized (table) {
            return table.where(user, row -> isAfter(row, since)).stream()
                    .sorted(BY_STAMP)
                    .limit(since.limit())
                    .toList();
        }
    }

    @Override
    public String position() {
        synchronized (table) {
            return String.valueOf(table.position());
        }
    }

    @Override
    public RowChanges log(String position, int limit) {
        synchronized (table) {
            long from = Long.parseLong(position);
            if (!table.reaches(from)) {
                return RowChanges.startOver();
            }
            SortedMap<Long, String> log = new TreeMap<>(table.removed());
            log.putAll(table.left());
            table.where(user, row -> true).forEach(row -> log.put(version(row), id(row)));
            SortedMap<Long, String> later = log.tailMap(from + 1);
            long next = later.keySet().stream().limit(limit).reduce(from, Math::max);
            return RowChanges.of(
                            table.where(user, row -> version(row) > from && version(row) <= next),
                            String.valueOf(next),
                            later.size() > limit)
                    .removed(List.copyOf(
                            table.removed().subMap(from + 1, next + 1).values()))
                    .left(List.copyOf(table.left().subMap(from + 1, next + 1).values()));
        }
    }

    @Override
    public Answer insert(NewRow row) {
        synchronized (table) {
            return table.row(row.id()) != null
                    ? Answer.unchanged()
                    : Answer.saved(table.put(
                            row.id(), user, row.values(), table.clock().instant()));
        }
    }

    @Override
    public Answer insertWithMadeId(NewRow row) {
        synchronized (table) {
            String id = table.makeId();
            Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
            values.put("id", Long.valueOf(id));
            return Answer.saved(table.put(id, user, values, table.clock().instant()));
        }
    }

    @Override
    public Answer patch(RowUpdate update) {
        synchronized (table) {
            Map<String, @Nullable Object> patched = new LinkedHashMap<>();
            Optional.ofNullable(mine(update.id())).ifPresent(patched::putAll);
            patched.putAll(update.values());
            return changed(update, patched);
        }
    }

    @Override
    public Answer replace(RowUpdate update) {
        synchronized (table) {
            return changed(update, update.values());
        }
    }

    @Override
    public Answer remove(RowDelete delete) {
        synchronized (table) {
            if (!fits(delete.id(), delete.expected())) {
                return Answer.unchanged();
            }
            table.remove(delete.id());
            return Answer.saved();
        }
    }

    @Override
    public List<Answer> insertAll(List<NewRow> rows) {
        return rows.stream().map(this::insert).toList();
    }

    @Override
    public List<Answer> patchAll(List<RowUpdate> updates) {
        return updates.stream().map(this::patch).toList();
    }

    @Override
    public List<Answer> removeAll(List<RowDelete> deletes) {
        return deletes.stream().map(this::remove).toList();
    }

    @Override
    public Answer insertOnce(NewRow row) {
        return once(row, this::insert);
    }

    @Override
    public Answer patchOnce(RowUpdate update) {
        return once(update, this::patch);
    }

    @Override
    public Answer removeOnce(RowDelete delete) {
        return once(delete, this::remove);
    }

    @Override
    public AutoCloseable subscribe(Hints hints) {
        table.subscribers().add(hints);
        return () -> table.subscribers().remove(hints);
    }

    private <R extends RowWrite> Answer once(R write, Function<R, Answer> function) {
        synchronized (table) {
            if (!table.isNew(write.key().token())) {
                return Answer.repeated();
            }
            Answer answer = function.apply(write);
            if (answer != Answer.unchanged()) {
                table.remember(write.key().token());
            }
            return answer;
        }
    }

    private Answer changed(RowUpdate update, Map<String, @Nullable Object> values) {
        return fits(update.id(), update.expected())
                ? Answer.saved(
                        table.put(update.id(), user, values, table.clock().instant()))
                : Answer.unchanged();
    }

    private boolean fits(String id, Optional<String> expected) {
        Map<String, @Nullable Object> row = mine(id);
        return row != null && (expected.isEmpty() || expected.get().equals(String.valueOf(row.get("version"))));
    }

    private @Nullable Map<String, @Nullable Object> mine(String id) {
        return table.isOwner(id, user) ? table.row(id) : null;
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
