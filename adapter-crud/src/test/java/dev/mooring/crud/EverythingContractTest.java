package dev.mooring.crud;

import dev.mooring.sync.Feed;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Removals;
import dev.mooring.sync.SyncAdapter;

/** Functions with everything: pages, get, exact and conditional writes, a flag for deletions, write keys, a log, bulk, hints. */
class EverythingContractTest extends FunctionsContract {

    @Override
    SyncAdapter adapter(TableFunctions table) {
        return CrudAdapter.builder("crud (functions): everything")
                .listPages(table::page)
                .stablePages()
                .get(table::get)
                .create(table::insert)
                .update(table::patch)
                .createAll(table::insertAll)
                .updateAll(table::patchAll)
                .changes(Feed.complete(), Removals.deletesAndExits(), table::position, table::log)
                .subscribe(table::subscribe)
                .version("version")
                .updated("updated_at")
                .deletedFlag("deleted")
                .writeKeys("write_keys")
                .ids(Ids.clientMade(4096))
                .exactWrites()
                .conditionalUpdates()
                .build();
    }
}
