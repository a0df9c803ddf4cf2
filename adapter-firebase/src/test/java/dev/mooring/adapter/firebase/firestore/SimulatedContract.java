package dev.mooring.adapter.firebase.firestore;

import com.google.cloud.firestore.FirestoreException;
import dev.mooring.adapter.firebase.firestore.sim.FirestoreSimulator;
import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.CallFaults;
import dev.mooring.contract.fault.Faults;
import dev.mooring.sync.SyncAdapter;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;

/** A simulated collection keeps every rule that it can promise, faults included. Pages are far smaller than what the rules ask for. */
abstract class SimulatedContract extends AdapterContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HASTE = Duration.ofMillis(200);
    private static final AtomicInteger COLLECTIONS = new AtomicInteger();
    private static Optional<Simulation> running = Optional.empty();

    private String collection = "none";

    static void start(FirestoreCollection shape) {
        FirestoreSimulator simulator = FirestoreSimulator.start();
        CallFaults faults = new CallFaults()
                .lost(() -> failure(Status.UNAVAILABLE.withDescription("the connection was lost")))
                .refused(() -> failure(Status.UNAVAILABLE.withDescription("there is no connection")))
                .late(() -> failure(Status.DEADLINE_EXCEEDED))
                .statuses(GrpcStatuses::failure);
        running = Optional.of(new Simulation(
                simulator,
                faults,
                backend(simulator, faults, shape, PATIENCE),
                backend(simulator, faults, shape, HASTE)));
    }

    @AfterAll
    static void stop() {
        running.ifPresent(Simulation::close);
        running = Optional.empty();
    }

    @Override
    protected SyncAdapter adapter() {
        return simulation().patient().collection(collection);
    }

    @Override
    protected SyncAdapter hasty() {
        return simulation().hasty().collection(collection);
    }

    @Override
    protected void fresh() {
        collection = "items" + COLLECTIONS.incrementAndGet();
    }

    @Override
    protected Optional<Faults> faults() {
        return Optional.of(simulation().faults());
    }

    @Override
    protected Optional<Backstage> backstage() {
        return Optional.of(new SimulatedBackstage(simulation().simulator(), collection));
    }

    private static Exception failure(Status status) {
        return FirestoreException.forServerRejection(status, "%s", status);
    }

    private static FirestoreBackend backend(
            FirestoreSimulator simulator, CallFaults faults, FirestoreCollection shape, Duration patience) {
        return FirestoreBackend.builder(simulator.options())
                .collection(shape)
                .timeout(patience)
                .wire(faults::call)
                .bare()
                .build();
    }

    private static Simulation simulation() {
        return running.orElseThrow();
    }

    /** What runs for one class of tests. */
    private record Simulation(
            FirestoreSimulator simulator, CallFaults faults, FirestoreBackend patient, FirestoreBackend hasty) {

        void close() {
            patient.close();
            hasty.close();
            faults.close();
            simulator.close();
        }
    }
}
