package dev.mooring.firebase.firestore;

import dev.mooring.contract.Backstage;
import dev.mooring.firebase.firestore.sim.FirestoreSimulator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** The contract on a simulated collection. */
abstract class SimulatedContract extends CollectionContract {

    private static Optional<FirestoreSimulator> simulator = Optional.empty();

    private static Map<String, @Nullable Object> always = Map.of();

    static void start(FirestoreCollection shape) {
        FirestoreSimulator started = FirestoreSimulator.start();
        simulator = Optional.of(started);
        always = Map.of();
        connect(started.address(), shape);
    }

    /** A user's documents say whose they are. */
    static FirestoreSimulator startFor(String user) {
        FirestoreSimulator started = FirestoreSimulator.start();
        simulator = Optional.of(started);
        always = Map.of(Users.OWNER, user);
        connectUser(started.address(), user);
        return started;
    }

    @AfterAll
    static void stop() {
        disconnect();
        simulator.ifPresent(FirestoreSimulator::close);
        simulator = Optional.empty();
    }

    @Override
    protected Optional<Backstage> backstage() {
        return Optional.of(new SimulatedBackstage(simulator.orElseThrow(), collection(), always));
    }
}
