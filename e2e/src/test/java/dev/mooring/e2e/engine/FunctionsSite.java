package dev.mooring.e2e.engine;

import dev.mooring.contract.fault.CallFaults;
import dev.mooring.contract.fault.Faults;
import dev.mooring.crud.Answer;
import dev.mooring.crud.CrudAdapter;
import dev.mooring.crud.NewRow;
import dev.mooring.crud.RowDelete;
import dev.mooring.crud.RowUpdate;
import dev.mooring.sync.SyncAdapter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Four functions over rows that have nothing but what was written: the least that a backend can be. */
final class FunctionsSite implements Site {

    private final CallFaults faults = new CallFaults().statuses(Statuses::thrownFor);
    private final Map<String, PlainTable> tables = new ConcurrentHashMap<>();

    @Override
    public SyncAdapter client(String collection) {
        PlainTable table = table(collection);
        return CrudAdapter.builder("functions/" + collection)
                .list(() -> faults.call("list", false, table::all))
                .create(row -> faults.call("create", true, () -> table.insert(row)))
                .update(row -> faults.call("update", true, () -> table.patch(row)))
                .delete(row -> faults.call("delete", true, () -> table.remove(row)))
                .build();
    }

    @Override
    public SyncAdapter direct(String collection) {
        PlainTable table = table(collection);
        return CrudAdapter.builder("functions/" + collection)
                .list(table::all)
                .create(table::insert)
                .update(table::patch)
                .delete(table::remove)
                .build();
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public void close() {
        faults.close();
    }

    private PlainTable table(String collection) {
        return tables.computeIfAbsent(collection, any -> new PlainTable());
    }

    /** Rows by id. Safe for several threads. */
    private static final class PlainTable {

        private final Map<String, Map<String, @Nullable Object>> rows = new TreeMap<>();

        synchronized List<Map<String, @Nullable Object>> all() {
            return rows.values().stream()
                    .<Map<String, @Nullable Object>>map(LinkedHashMap::new)
                    .toList();
        }

        synchronized Answer insert(NewRow row) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
            values.put("id", row.id());
            rows.put(row.id(), values);
            return Answer.saved();
        }

        synchronized Answer patch(RowUpdate update) {
            Optional.ofNullable(rows.get(update.id())).ifPresent(row -> row.putAll(update.values()));
            return Answer.saved();
        }

        synchronized Answer remove(RowDelete delete) {
            rows.remove(delete.id());
            return Answer.saved();
        }
    }
}
