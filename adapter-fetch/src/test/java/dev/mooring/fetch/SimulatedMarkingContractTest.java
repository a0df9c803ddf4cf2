package dev.mooring.fetch;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link Configuration#MARKING}. */
class SimulatedMarkingContractTest extends SimulatedContract {

    SimulatedMarkingContractTest() {
        super(Configuration.MARKING);
    }

    @BeforeAll
    static void start() {
        start(Configuration.MARKING);
    }
}
