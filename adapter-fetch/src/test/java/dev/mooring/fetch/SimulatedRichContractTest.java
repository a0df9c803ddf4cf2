package dev.mooring.fetch;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link Configuration#RICH}. */
class SimulatedRichContractTest extends SimulatedContract {

    SimulatedRichContractTest() {
        super(Configuration.RICH);
    }

    @BeforeAll
    static void start() {
        start(Configuration.RICH);
    }
}
