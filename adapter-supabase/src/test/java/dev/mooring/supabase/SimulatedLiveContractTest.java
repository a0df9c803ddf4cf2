package dev.mooring.supabase;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link Subject#LIVE}. */
class SimulatedLiveContractTest extends SimulatedContract {

    SimulatedLiveContractTest() {
        super(Subject.LIVE);
    }

    @BeforeAll
    static void start() {
        start(Subject.LIVE);
    }
}
