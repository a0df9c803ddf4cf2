package dev.mooring.supabase;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link Subject#SOFT}. */
class SimulatedSoftContractTest extends SimulatedContract {

    SimulatedSoftContractTest() {
        super(Subject.SOFT);
    }

    @BeforeAll
    static void start() {
        start(Subject.SOFT);
    }
}
