package dev.mooring.crud;

import dev.mooring.contract.AdapterContract;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Removals;
import dev.mooring.sync.SyncAdapter;

/** Functions with everything: pages, get, exact and conditional writes, a flag for deletions, write keys, a log, bulk, hints. */
class EverythingContractTest extends AdapterContract {

    private final RowTable table = new RowTable();

    @Override
    protected SyncAdapter adapter() {
        return CrudAdapter.builder("crud (functions): everything")
                .listPages(table::page)
                .stablePages()
                .get(table::get)
                .create(table::insert)
                .update(table::patch)
                .createAll(rows -> rows.stream().map(table::insert).toList())
                .updateAll(rows -> rows.stream().map(table::patch).toList())
                .changes(Feed.complete(), Removals.deletes(), table::position, table::log)
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
