package dev.mooring.firebase.firestore;

import org.junit.jupiter.api.BeforeAll;

/** Documents are removed for good. */
class SimulatedHardContractTest extends SimulatedContract {

    @BeforeAll
    static void start() {
        start(FirestoreCollection.builder().hardDelete().pageSize(40).build());
    }
}
