package dev.mooring.supabase.sim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Not-null, check, unique and foreign keys, with PostgreSQL's codes and messages. */
final class Constraints {

    private final Database database;

    Constraints(Database database) {
        this.database = database;
    }

    /** Everything but unique. */
    void check(TableSpec spec, Map<String, @Nullable Object> row) {
        spec.columns.values().stream()
                .filter(column -> column.required() && row.get(column.name()) == null)
                .findFirst()
                .ifPresent(column -> {
                    throw PgError.sql(
                            "23502",
                            "null value in column \"" + column.name() + "\" of relation \"" + spec.name
                                    + "\" violates not-null constraint",
                            "Failing row contains (...).");
                });
        spec.checks.stream()
                .filter(check -> !check.holds().test(row))
                .findFirst()
                .ifPresent(check -> {
                    throw PgError.sql(
                            "23514",
                            "new row for relation \"" + spec.name + "\" violates check constraint \"" + check.name()
                                    + "\"",
                            "Failing row contains (...).");
                });
        spec.references.forEach(reference -> references(spec, reference, row));
    }

    /** A row that has the same value in a unique column; that column. */
    @SuppressWarnings("ReferenceEquality") // the row itself, not one that equals it
    Optional<String> taken(
            TableSpec spec,
            List<Map<String, @Nullable Object>> rows,
            Map<String, @Nullable Object> fresh,
            @Nullable Map<String, @Nullable Object> itself) {
        return spec.unique.stream()
                .filter(column -> fresh.get(column) != null
                        && rows.stream()
                                .anyMatch(row ->
                                        row != itself && fresh.get(column).equals(row.get(column))))
                .findFirst();
    }

    static PgError duplicate(TableSpec spec, String column, @Nullable Object value) {
        String constraint = column.equals(spec.key) ? spec.name + "_pkey" : spec.name + "_" + column + "_key";
        return PgError.sql(
                "23505",
                "duplicate key value violates unique constraint \"" + constraint + "\"",
                "Key (" + column + ")=(" + value + ") already exists.");
    }

    /** No row may go that another one refers to. */
    void released(TableSpec spec, Map<String, @Nullable Object> row) {
        for (Relation other : database.referencing(spec)) {
            for (TableSpec.Reference reference : other.spec.references) {
                boolean used = reference.table().equals(spec.name)
                        && other.rows().stream()
                                .anyMatch(each -> String.valueOf(row.get(spec.key))
                                        .equals(String.valueOf(each.get(reference.column()))));
                if (used) {
                    throw PgError.sql(
                            "23503",
                            "update or delete on table \"" + spec.name + "\" violates foreign key constraint \""
                                    + other.spec.name + "_" + reference.column() + "_fkey\" on table \""
                                    + other.spec.name + "\"",
                            "Key (" + spec.key + ")=(" + row.get(spec.key) + ") is still referenced from table \""
                                    + other.spec.name + "\".");
                }
            }
        }
    }

    private void references(TableSpec spec, TableSpec.Reference reference, Map<String, @Nullable Object> row) {
        Object value = row.get(reference.column());
        if (value != null && database.referenced(spec, reference.table()).find(value) == null) {
            throw PgError.sql(
                    "23503",
                    "insert or update on table \"" + spec.name + "\" violates foreign key constraint \"" + spec.name
                            + "_" + reference.column() + "_fkey\"",
                    "Key (" + reference.column() + ")=(" + value + ") is not present in table \"" + reference.table()
                            + "\".");
        }
    }
}
