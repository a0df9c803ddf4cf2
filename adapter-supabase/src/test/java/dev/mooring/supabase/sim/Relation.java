package dev.mooring.supabase.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table and its committed rows; every row is an unmodifiable map of all columns. */
final class Relation {

    final TableSpec spec;
    private final Watch watch;
    private List<Map<String, @Nullable Object>> rows = List.of();
    private long sequence;

    Relation(TableSpec spec, Watch watch) {
        this.spec = spec;
        this.watch = watch;
    }

    /** Is told what a transaction did to a table, when it commits. */
    interface Watch {

        void committed(
                TableSpec spec, List<Map<String, @Nullable Object>> old, List<Map<String, @Nullable Object>> fresh);
    }

    List<Map<String, @Nullable Object>> rows() {
        return rows;
    }

    void commit(List<Map<String, @Nullable Object>> state) {
        List<Map<String, @Nullable Object>> old = rows;
        rows = List.copyOf(state);
        watch.committed(spec, old, rows);
    }

    long nextVersion() {
        return ++sequence;
    }

    /** A row by its primary key. */
    @Nullable Map<String, @Nullable Object> find(Object key) {
        return rows.stream()
                .filter(row -> key.equals(row.get(spec.key)))
                .findFirst()
                .orElse(null);
    }

    /** The rows with one row in the place of another, or at the end. */
    static List<Map<String, @Nullable Object>> with(
            List<Map<String, @Nullable Object>> rows,
            @Nullable Map<String, @Nullable Object> old,
            Map<String, @Nullable Object> fresh) {
        List<Map<String, @Nullable Object>> next = new ArrayList<>(rows);
        int place = indexOf(rows, old);
        if (place < 0) {
            next.add(fresh);
        } else {
            next.set(place, fresh);
        }
        return next;
    }

    @SuppressWarnings("ReferenceEquality") // the row itself, not one that equals it
    private static int indexOf(
            List<Map<String, @Nullable Object>> rows, @Nullable Map<String, @Nullable Object> wanted) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> row) {
        return new LinkedHashMap<>(row);
    }
}
