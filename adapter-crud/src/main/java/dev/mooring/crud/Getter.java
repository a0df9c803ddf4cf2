package dev.mooring.crud;

import dev.mooring.sync.Misconfigured;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one row: by its function, or without one through the listing. Safe for several threads. */
final class Getter {

    private final CrudFunctions.@Nullable Get get;
    private final Lister lister;
    private final Calls calls;
    private final RowReader reader;

    Getter(CrudFunctions.@Nullable Get get, Lister lister, Calls calls, RowReader reader) {
        this.get = get;
        this.lister = lister;
        this.calls = calls;
        this.reader = reader;
    }

    /** The row, a deleted one included, as far as the function shows it. */
    Optional<Row> row(String id) {
        CrudFunctions.Get function = get;
        if (function == null) {
            return lister.find(id);
        }
        Optional<? extends Map<String, ? extends @Nullable Object>> answered =
                calls.read("get of '" + id + "'", () -> function.row(id));
        if (answered == null) {
            throw new Misconfigured("get answered null instead of an empty Optional");
        }
        return answered.map(row -> reader.row(id, row, "get"));
    }
}
