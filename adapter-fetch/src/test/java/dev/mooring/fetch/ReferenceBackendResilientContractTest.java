package dev.mooring.fetch;

import dev.mooring.sync.SyncAdapter;

/** The reference backend keeps every rule through the decorator as well, which sends again whatever meets a fault. */
class ReferenceBackendResilientContractTest extends ReferenceBackendContractTest {

    @Override
    protected SyncAdapter adapter() {
        return Resilient.around(super.adapter());
    }

    @Override
    protected SyncAdapter hasty() {
        return Resilient.around(hastier());
    }
}
