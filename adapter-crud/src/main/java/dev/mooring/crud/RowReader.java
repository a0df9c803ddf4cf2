package dev.mooring.crud;

import dev.mooring.sync.Misconfigured;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Understands the rows that functions answer. What is no row, or has no id, is left out and reported. Safe for several threads. */
final class RowReader {

    private final Columns columns;
    private final String scope;
    private final Consumer<String> reports;

    RowReader(Columns columns, String scope, Consumer<String> reports) {
        this.columns = columns;
        this.scope = scope;
        this.reports = reports;
    }

    Columns columns() {
        return columns;
    }

    /** Many rows, deleted ones among them. */
    List<Row> rows(
            @Nullable Collection<? extends @Nullable Map<String, ? extends @Nullable Object>> answered,
            String function) {
        String place = function + " of " + scope;
        if (answered == null) {
            throw new Misconfigured(place + " answered null instead of rows");
        }
        List<Row> rows = new ArrayList<>(answered.size());
        int skipped = 0;
        for (Map<String, ? extends @Nullable Object> row : answered) {
            Optional<String> id = row == null ? Optional.empty() : columns.idOf(row, place);
            if (row == null || id.isEmpty()) {
                skipped++;
            } else {
                rows.add(columns.read(id.get(), row, place));
            }
        }
        if (skipped > 0) {
            reports.accept(place + " answered " + skipped + " of " + answered.size() + " rows without an id in column '"
                    + columns.id() + "'; they are left out");
        }
        return rows;
    }

    /** The row of a known id; where it names none it is that one. */
    Row row(String id, Map<String, ? extends @Nullable Object> answered, String function) {
        String place = function + " of " + scope;
        String told = columns.idOf(answered, place).orElse(id);
        if (!told.equals(id)) {
            throw new Misconfigured(place + " was asked for '" + id + "' and answered the row '" + told
                    + "': ids must be compared exactly; where the backend makes ids, say so by ids(...)");
        }
        return columns.read(id, answered, place);
    }

    /** The row of an id that the backend made. */
    Row made(Map<String, ? extends @Nullable Object> answered, String function) {
        String place = function + " of " + scope;
        String id = columns.idOf(answered, place)
                .orElseThrow(() -> new Misconfigured(
                        place + " told no id in column '" + columns.id() + "', though the backend makes the ids"));
        return columns.read(id, answered, place);
    }
}
