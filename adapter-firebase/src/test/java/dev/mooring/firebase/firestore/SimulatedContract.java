package dev.mooring.firebase.firestore;

import dev.mooring.contract.Backstage;
import dev.mooring.firebase.firestore.sim.FirestoreSimulator;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

/** The contract on a simulated collection. */
abstract class SimulatedContract extends CollectionContract {

    private static Optional<FirestoreSimulator> simulator = Optional.empty();

    static void start(FirestoreCollection shape) {
        FirestoreSimulator started = FirestoreSimulator.start();
        simulator = Optional.of(started);
        connect(started.options(), shape);
    }

    @AfterAll
    static void stop() {
        disconnect();
        simulator.ifPresent(FirestoreSimulator::close);
        simulator = Optional.empty();
    }

    @Override
    protected Optional<Backstage> backstage() {
        return Optional.of(new SimulatedBackstage(simulator.orElseThrow(), collection()));
    }
}
