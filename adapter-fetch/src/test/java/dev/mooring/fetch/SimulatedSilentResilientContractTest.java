package dev.mooring.fetch;

import dev.mooring.sync.SyncAdapter;

/** {@link Configuration#SILENT} keeps every rule through the decorator as well, which sends again whatever meets a fault. */
class SimulatedSilentResilientContractTest extends SimulatedSilentContractTest {

    @Override
    protected SyncAdapter adapter() {
        return Resilient.around(super.adapter());
    }

    @Override
    protected SyncAdapter hasty() {
        return Resilient.around(super.hasty());
    }
}
