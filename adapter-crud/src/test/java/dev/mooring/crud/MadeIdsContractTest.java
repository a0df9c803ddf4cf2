package dev.mooring.crud;

import dev.mooring.sync.Ids;
import dev.mooring.sync.SyncAdapter;

/** Ids that the backend counts; no key is kept. */
class MadeIdsContractTest extends FunctionsContract {

    @Override
    SyncAdapter adapter(TableFunctions table) {
        return CrudAdapter.builder("crud (functions): ids made by the backend")
                .list(table::all)
                .get(table::get)
                .create(table::insertWithMadeId)
                .update(table::patch)
                .delete(table::remove)
                .ids(Ids.serverMade(Ids.Type.INTEGER))
                .version("version")
                .updated("updated_at")
                .exactWrites()
                .conditionalUpdates()
                .conditionalDeletes()
                .build();
    }
}
