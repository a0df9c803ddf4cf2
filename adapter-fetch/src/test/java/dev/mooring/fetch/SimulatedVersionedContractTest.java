package dev.mooring.fetch;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link Configuration#VERSIONED}. */
class SimulatedVersionedContractTest extends SimulatedContract {

    SimulatedVersionedContractTest() {
        super(Configuration.VERSIONED);
    }

    @BeforeAll
    static void start() {
        start(Configuration.VERSIONED);
    }
}
