package dev.mooring.fetch;

import dev.mooring.sync.SyncAdapter;
import org.junit.jupiter.api.BeforeAll;

/** {@link Configuration#SILENT} keeps every rule through the decorator as well, which sends again whatever meets a fault. */
class SimulatedSilentResilientContractTest extends SimulatedContract {

    SimulatedSilentResilientContractTest() {
        super(Configuration.SILENT);
    }

    @BeforeAll
    static void start() {
        start(Configuration.SILENT, Resilient.HASTE);
    }

    @Override
    protected SyncAdapter adapter() {
        return Resilient.around(super.adapter());
    }

    @Override
    protected SyncAdapter hasty() {
        return Resilient.around(super.hasty());
    }
}
