package dev.mooring.store.sqlite;

import dev.mooring.store.LocalStore;
import dev.mooring.store.contract.LocalStoreContract;
import dev.mooring.store.contract.StoreFaults;
import java.nio.file.Path;

class SqliteStoreContractTest extends LocalStoreContract {

    @Override
    protected LocalStore open(Path place) {
        return SqliteStore.at(place.resolve(SqliteFaults.FILE));
    }

    @Override
    protected StoreFaults faults() {
        return new SqliteFaults();
    }
}
