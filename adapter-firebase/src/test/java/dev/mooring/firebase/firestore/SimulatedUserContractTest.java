package dev.mooring.firebase.firestore;

import dev.mooring.firebase.firestore.sim.FirestoreSimulator;
import dev.mooring.sync.SyncAdapter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/** A user signs in by ID token, and security rules keep the documents of others from him. */
class SimulatedUserContractTest extends SimulatedContract {

    @BeforeAll
    static void start() {
        FirestoreSimulator simulator = startFor(Users.MINE);
        simulator.owned(Users.OWNER);
        simulator.admit(Users.token(Users.MINE), Users.MINE);
        simulator.admit(Users.token(Users.OTHER), Users.OTHER);
    }

    @Override
    protected Optional<SyncAdapter> otherUser() {
        return Optional.of(other());
    }

    @Override
    protected List<String> secrets() {
        return List.of(Users.token(Users.MINE));
    }
}
