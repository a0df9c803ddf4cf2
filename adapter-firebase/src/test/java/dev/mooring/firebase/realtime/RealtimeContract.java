package dev.mooring.firebase.realtime;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.firebase.realtime.sim.RealtimeSimulator;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;

/** A simulated database keeps every rule that it can promise, faults included. */
abstract class RealtimeContract extends AdapterContract {

    private static final String TOKEN = "realtime-token-3Kd9";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HASTE = Duration.ofMillis(200);
    private static final AtomicInteger COLLECTIONS = new AtomicInteger();

    private static Optional<Simulation> running = Optional.empty();

    private String collection = "none";

    /** What the contract runs on. */
    enum SignedIn {
        SERVER,
        USER
    }

    static void start(RealtimeCollection layout, SignedIn signedIn) {
        RealtimeSimulator simulator = RealtimeSimulator.start().indexed(layout.updatedAt());
        simulator.admit(TOKEN);
        HttpFaults faults = HttpFaults.inFrontOf(simulator.uri());
        running = Optional.of(new Simulation(
                simulator,
                faults,
                layout,
                backend(simulator, faults, layout, signedIn, PATIENCE),
                backend(simulator, faults, layout, signedIn, HASTE)));
    }

    @AfterAll
    static void stop() {
        running.ifPresent(Simulation::close);
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
        return Optional.of(
                new SimulatedBackstage(simulation().simulator(), simulation().layout(), collection));
    }

    @Override
    protected List<String> secrets() {
        return List.of(TOKEN);
    }

    private static RealtimeBackend backend(
            RealtimeSimulator simulator,
            HttpFaults faults,
            RealtimeCollection layout,
            SignedIn signedIn,
            Duration patience) {
        RealtimeBackend.Builder builder = RealtimeBackend.builder(faults.uri())
                .collection(layout)
                .timeout(patience)
                .redirectHost(simulator.streamHost())
                .bare();
        return (signedIn == SignedIn.USER
                        ? builder.idToken(() -> TOKEN)
                        : builder.credentials(GoogleCredentials.create(new AccessToken(TOKEN, null))))
                .build();
    }

    private static Simulation simulation() {
        return running.orElseThrow();
    }

    /** What runs for one class of tests. */
    private record Simulation(
            RealtimeSimulator simulator,
            HttpFaults faults,
            RealtimeCollection layout,
            RealtimeBackend patient,
            RealtimeBackend hasty) {

        void close() {
            patient.close();
            hasty.close();
            faults.close();
            simulator.close();
        }
    }
}
