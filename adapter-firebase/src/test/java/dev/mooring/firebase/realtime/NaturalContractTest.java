package dev.mooring.firebase.realtime;

import org.junit.jupiter.api.BeforeAll;

/** Records as other clients write them, nothing encoded and no keys kept, by a server. */
class NaturalContractTest extends RealtimeContract {

    @BeforeAll
    static void start() {
        start(RealtimeCollection.builder().build(), SignedIn.SERVER);
    }
}
