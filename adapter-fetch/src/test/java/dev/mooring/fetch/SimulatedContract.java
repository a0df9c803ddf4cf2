package dev.mooring.fetch;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.fetch.sim.RestSimulator;
import dev.mooring.sync.SyncAdapter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;

/** A simulated API of one configuration keeps every rule that it can promise, faults included. */
abstract class SimulatedContract extends AdapterContract {

    private static final String TOKEN = "sim-token-5Tb8";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HASTE = Duration.ofMillis(200);
    private static final AtomicInteger COLLECTIONS = new AtomicInteger();

    private static Optional<Simulation> running = Optional.empty();

    private final Configuration configuration;
    private String collection = "none";

    SimulatedContract(Configuration configuration) {
        this.configuration = configuration;
    }

    static void start(Configuration configuration) {
        start(configuration, HASTE);
    }

    static void start(Configuration configuration, Duration haste) {
        RestSimulator simulator = RestSimulator.start(configuration.style());
        simulator.admit(TOKEN);
        HttpFaults faults = HttpFaults.inFrontOf(simulator.uri());
        running = Optional.of(new Simulation(
                simulator,
                faults,
                backend(faults.uri(), configuration, PATIENCE),
                backend(faults.uri(), configuration, haste)));
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
    protected String id(int n) {
        return configuration == Configuration.DEMANDING ? Integer.toString(n) : super.id(n);
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

    @Override
    protected List<String> secrets() {
        return List.of(TOKEN);
    }

    private static Simulation simulation() {
        return running.orElseThrow();
    }

    /** What runs for one class of tests. */
    private record Simulation(RestSimulator simulator, HttpFaults faults, FetchBackend patient, FetchBackend hasty) {
        void close() {
            patient.close();
            hasty.close();
            faults.close();
            simulator.close();
        }
    }

    private static FetchBackend backend(URI uri, Configuration configuration, Duration patience) {
        return FetchBackend.builder(uri)
                .resource(configuration.resource())
                .token(() -> TOKEN)
                .codeStatus("not_found", 404)
                .codeStatus("already_exists", 409)
                .codeStatus("precondition_failed", 412)
                .codeStatus("full_sync_required", 410)
                .timeout(patience)
                .bare()
                .build();
    }
}
