package dev.mooring.firebase.firestore;

import org.junit.jupiter.api.BeforeAll;

/** The last write key of each device is kept. */
class SimulatedKeysContractTest extends SimulatedContract {

    @BeforeAll
    static void start() {
        start(FirestoreCollection.builder().writeKeys("keys").pageSize(40).build());
    }
}
