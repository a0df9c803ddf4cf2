package dev.mooring.fetch;

import dev.mooring.sync.SyncAdapter;
import org.junit.jupiter.api.BeforeAll;

/** {@link Configuration#VERSIONED} keeps every rule through the decorator as well, which sends again whatever meets a fault. */
class SimulatedVersionedResilientContractTest extends SimulatedContract {

    SimulatedVersionedResilientContractTest() {
        super(Configuration.VERSIONED);
    }

    @BeforeAll
    static void start() {
        start(Configuration.VERSIONED, Resilient.HASTE);
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
