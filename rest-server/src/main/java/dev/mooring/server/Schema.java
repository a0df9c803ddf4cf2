package dev.mooring.server;

import java.util.List;

/** The tables, and what the file remembers about itself. */
final class Schema {
    static final String FORMAT = "mooring-rest-1";

    private static final List<String> TABLES = List.of(
            "create table if not exists meta (name text primary key, value) without rowid",
            "create table if not exists records (collection text not null, id text not null, sequence integer not null unique,"
                    + " owner text not null, deleted integer not null, fields text not null, keys text not null,"
                    + " modified integer not null, primary key (collection, id)) without rowid",
            "create index if not exists records_by_id on records (collection, owner, id) where deleted = 0",
            "create index if not exists records_by_sequence on records (collection, owner, sequence)",
            "create table if not exists exits (collection text not null, id text not null, owner text not null,"
                    + " sequence integer not null, modified integer not null, primary key (collection, owner, id)) without rowid",
            "create index if not exists exits_by_sequence on exits (collection, owner, sequence)",
            "create table if not exists keys (collection text not null, user text not null, key text not null,"
                    + " id text not null, request text not null, primary key (collection, user, key)) without rowid",
            "create table if not exists floors (collection text primary key, sequence integer not null) without rowid");

    private Schema() {}

    /** Makes what is missing, and refuses a file that was made for something else. */
    static void prepare(Database database, ServerIds ids, boolean ownerScope, String generation) {
        database.transaction(() -> {
            TABLES.forEach(database::update);
            remember(database, "sequence", 0L);
            remember(database, "generation", generation);
            expect(database, "format", FORMAT);
            expect(database, "ids", ids.name());
            expect(database, "owners", Boolean.toString(ownerScope));
            return true;
        });
    }

    private static void remember(Database database, String name, Object value) {
        database.update("insert into meta values (?, ?) on conflict do nothing", name, value);
    }

    private static void expect(Database database, String name, String value) {
        remember(database, name, value);
        String there = database.first("select value from meta where name = ?", row -> row.getString(1), name)
                .orElseThrow();
        if (!there.equals(value)) {
            throw new IllegalStateException(
                    "this file was made with " + name + " = " + there + " and cannot be opened with " + value);
        }
    }
}
