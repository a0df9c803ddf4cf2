package dev.mooring.supabase;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link Subject#PLAIN}. */
class SimulatedPlainContractTest extends SimulatedContract {

    SimulatedPlainContractTest() {
        super(Subject.PLAIN);
    }

    @BeforeAll
    static void start() {
        start(Subject.PLAIN);
    }
}
