package dev.mooring.crud;

import dev.mooring.contract.AdapterContract;
import dev.mooring.sync.SyncAdapter;

/** As little as there can be: a whole list, create, update, delete, and no version. */
class FiveFunctionsContractTest extends AdapterContract {

    private final RowTable table = RowTable.withoutBooks();

    @Override
    protected SyncAdapter adapter() {
        return CrudAdapter.builder("crud (functions): list, create, update, delete")
                .list(table::all)
                .create(table::insert)
                .update(table::patch)
                .delete(table::remove)
                .build();
    }
}
