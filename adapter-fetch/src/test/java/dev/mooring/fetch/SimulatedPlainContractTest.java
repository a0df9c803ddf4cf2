package dev.mooring.fetch;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link Configuration#PLAIN}. */
class SimulatedPlainContractTest extends SimulatedContract {

    SimulatedPlainContractTest() {
        super(Configuration.PLAIN);
    }

    @BeforeAll
    static void start() {
        start(Configuration.PLAIN);
    }
}
