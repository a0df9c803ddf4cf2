package dev.mooring.crud;

import dev.mooring.sync.SyncAdapter;

/** As little as there can be: a whole list, create, update, delete, and no version. */
class FiveFunctionsContractTest extends FunctionsContract {

    FiveFunctionsContractTest() {
        super(RowTable.withoutBooks());
    }

    @Override
    SyncAdapter adapter(TableFunctions table) {
        return CrudAdapter.builder("crud (functions): list, create, update, delete")
                .list(table::all)
                .create(table::insert)
                .update(table::patch)
                .delete(table::remove)
                .build();
    }
}
