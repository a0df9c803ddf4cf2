package dev.mooring.firebase.firestore;

import org.junit.jupiter.api.BeforeAll;

/** A collection as the defaults have it. */
class SimulatedSoftContractTest extends SimulatedContract {

    @BeforeAll
    static void start() {
        start(FirestoreCollection.builder().pageSize(40).build());
    }
}
