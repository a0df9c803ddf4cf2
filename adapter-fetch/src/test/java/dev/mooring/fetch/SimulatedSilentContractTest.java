package dev.mooring.fetch;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link Configuration#SILENT}. */
class SimulatedSilentContractTest extends SimulatedContract {

    SimulatedSilentContractTest() {
        super(Configuration.SILENT);
    }

    @BeforeAll
    static void start() {
        start(Configuration.SILENT);
    }
}
