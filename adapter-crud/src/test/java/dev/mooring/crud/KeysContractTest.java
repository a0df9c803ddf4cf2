package dev.mooring.crud;

import dev.mooring.contract.AdapterContract;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Removals;
import dev.mooring.sync.SyncAdapter;

/** Functions that remember every write key, hard deletes, conditional on both. */
class KeysContractTest extends AdapterContract {

    private final RowTable table = new RowTable();

    @Override
    protected SyncAdapter adapter() {
        return CrudAdapter.builder("crud (functions): every key remembered")
                .listPages(table::page)
                .stablePages()
                .get(table::get)
                .create(row -> table.once(row, table::insert))
                .update(row -> table.once(row, table::patch))
                .delete(row -> table.once(row, table::remove))
                .changes(Feed.complete(), Removals.deletes(), table::position, table::log)
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
