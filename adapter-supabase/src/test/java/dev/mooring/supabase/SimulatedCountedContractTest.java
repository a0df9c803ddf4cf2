package dev.mooring.supabase;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link Subject#COUNTED}. */
class SimulatedCountedContractTest extends SimulatedContract {

    SimulatedCountedContractTest() {
        super(Subject.COUNTED);
    }

    @BeforeAll
    static void start() {
        start(Subject.COUNTED);
    }
}
