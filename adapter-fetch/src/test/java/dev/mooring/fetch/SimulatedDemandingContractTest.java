package dev.mooring.fetch;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link Configuration#DEMANDING}. */
class SimulatedDemandingContractTest extends SimulatedContract {

    SimulatedDemandingContractTest() {
        super(Configuration.DEMANDING);
    }

    @BeforeAll
    static void start() {
        start(Configuration.DEMANDING);
    }
}
