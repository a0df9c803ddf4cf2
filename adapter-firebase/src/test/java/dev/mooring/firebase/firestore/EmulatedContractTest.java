package dev.mooring.firebase.firestore;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/** A server on the official emulator, above all rules. */
class EmulatedContractTest extends EmulatedContract {

    @BeforeAll
    static void start() throws IOException {
        connect(
                emulator(Optional.empty()).address(),
                FirestoreCollection.builder().writeKeys("keys").pageSize(40).build());
    }
}
