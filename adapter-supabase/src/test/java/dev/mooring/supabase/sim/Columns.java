package dev.mooring.supabase.sim;

/** The columns of a table, by name. */
record Columns(TableSpec table) {

    TableSpec.Column named(String name) {
        TableSpec.Column column = table.columns.get(name);
        if (column == null) {
            throw PgError.sql("42703", "column " + table.name + "." + name + " does not exist");
        }
        return column;
    }
}
