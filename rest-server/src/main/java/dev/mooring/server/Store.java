package dev.mooring.server;

import dev.mooring.server.PageCursor.Walk;

/** The parts that work on one file. */
record Store(Database database, Records records, Writes writes, Pages pages) implements AutoCloseable {

    /** Names a walk, so that a cursor fits no other. Inside a transaction. */
    Walk walk(String collection, String owner) {
        String generation = database.first("select value from meta where name = 'generation'", row -> row.getString(1))
                .orElseThrow();
        return new Walk(generation, collection, owner);
    }

    /** Every cursor that was ever given expires. */
    void newGeneration(String generation) {
        database.transaction(() -> database.update("update meta set value = ? where name = 'generation'", generation));
    }

    @Override
    public void close() {
        database.close();
    }
}
