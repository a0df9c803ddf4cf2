package dev.mooring.firebase.firestore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** The same contract on the official emulator, so that the simulator stays honest. */
class EmulatedContractTest extends CollectionContract {

    private static Optional<Emulator> emulator = Optional.empty();

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> jar = Emulator.jar();
        Assumptions.assumeTrue(
                jar.isPresent(),
                "the official emulator is not here: neither the package google-cloud-cli-firestore-emulator nor -Dmooring.firestore.emulator");
        Emulator started = Emulator.start(jar.orElseThrow());
        emulator = Optional.of(started);
        connect(
                started.options(),
                FirestoreCollection.builder().writeKeys("keys").pageSize(40).build());
    }

    @AfterAll
    static void stop() {
        disconnect();
        emulator.ifPresent(Emulator::close);
        emulator = Optional.empty();
    }
}
