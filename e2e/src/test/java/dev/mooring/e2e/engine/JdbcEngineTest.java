package dev.mooring.e2e.engine;

import java.nio.file.Path;

/** {@code adapter-crud} over a table: the last key of each device, a feed by time with an overlap, deletions by flag, batches. */
class JdbcEngineTest extends EngineSuite {

    @Override
    Site start(Path folder) {
        return new JdbcSite(folder.resolve("backend.db"));
    }
}
