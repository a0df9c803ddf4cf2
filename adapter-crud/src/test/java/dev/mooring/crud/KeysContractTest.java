package dev.mooring.crud;

import dev.mooring.sync.Feed;
import dev.mooring.sync.Removals;
import dev.mooring.sync.SyncAdapter;

/** Functions that remember every write key, hard deletes, conditional on both. */
class KeysContractTest extends FunctionsContract {

    @Override
    SyncAdapter adapter(TableFunctions table) {
        return CrudAdapter.builder("crud (functions): every key remembered")
                .listPages(table::page)
                .stablePages()
                .get(table::get)
                .create(table::insertOnce)
                .update(table::patchOnce)
                .delete(table::removeOnce)
                .changes(Feed.complete(), Removals.deletesAndExits(), table::position, table::log)
                .version("version")
                .updated("updated_at")
                .writeKeys("write_keys")
                .exactWrites()
                .conditionalUpdates()
                .conditionalDeletes()
                .remembersKeys()
                .build();
    }
}
