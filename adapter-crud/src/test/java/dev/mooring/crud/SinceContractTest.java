package dev.mooring.crud;

import dev.mooring.sync.SyncAdapter;
import java.time.Duration;

/** Deletions by flag, a feed by the time of the last change, whole updates. */
class SinceContractTest extends FunctionsContract {

    @Override
    SyncAdapter adapter(TableFunctions table) {
        return CrudAdapter.builder("crud (functions): list since")
                .list(table::all)
                .get(table::get)
                .create(table::insert)
                .update(table::replace)
                .wholeUpdates()
                .listSince(Duration.ofSeconds(5), table::since)
                .version("version")
                .updated("updated_at")
                .deletedAt("deleted_at")
                .build();
    }
}
