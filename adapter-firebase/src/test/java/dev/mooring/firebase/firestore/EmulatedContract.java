package dev.mooring.firebase.firestore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;

/** The contract on the official emulator, so that the simulator stays honest; skipped where that is not installed. */
abstract class EmulatedContract extends CollectionContract {

    private static Optional<Emulator> emulator = Optional.empty();

    static Emulator emulator(Optional<String> rules) throws IOException {
        Optional<Path> jar = Emulator.jar();
        Assumptions.assumeTrue(
                jar.isPresent(),
                "the official emulator is not here: neither the package google-cloud-cli-firestore-emulator nor -Dmooring.firestore.emulator");
        Emulator started = Emulator.start(jar.orElseThrow(), rules);
        emulator = Optional.of(started);
        return started;
    }

    @AfterAll
    static void stop() {
        disconnect();
        emulator.ifPresent(Emulator::close);
        emulator = Optional.empty();
    }
}
