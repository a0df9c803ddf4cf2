package dev.mooring.supabase;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link Subject#STAMPED}. */
class SimulatedStampedContractTest extends SimulatedContract {

    SimulatedStampedContractTest() {
        super(Subject.STAMPED);
    }

    @BeforeAll
    static void start() {
        start(Subject.STAMPED);
    }
}
