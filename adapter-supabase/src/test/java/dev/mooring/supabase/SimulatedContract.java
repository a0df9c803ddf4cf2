package dev.mooring.supabase;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;

/** A simulated table keeps every rule that it can promise, faults included. The server's cap is far below the page size. */
abstract class SimulatedContract extends AdapterContract {

    private static final int CAP = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HASTE = Duration.ofMillis(200);
    private static final AtomicInteger TABLES = new AtomicInteger();
    private static Optional<Simulation> running = Optional.empty();

    private final Subject subject;
    private String table = "none";

    SimulatedContract(Subject subject) {
        this.subject = subject;
    }

    static void start() {
        PostgrestSimulator simulator = PostgrestSimulator.start().mostRows(CAP);
        HttpFaults faults = HttpFaults.inFrontOf(simulator.uri());
        running = Optional.of(
                new Simulation(simulator, faults, simulator.signIn("user-a"), simulator.signIn("user-b")));
    }

    @AfterAll
    static void stop() {
        running.ifPresent(Simulation::close);
    }

    @Override
    protected SyncAdapter adapter() {
        return client(simulation().ours(), PATIENCE);
    }

    @Override
    protected SyncAdapter hasty() {
        return client(simulation().ours(), HASTE);
    }

    @Override
    protected Optional<SyncAdapter> otherUser() {
        return subject.owned() ? Optional.of(client(simulation().theirs(), PATIENCE)) : Optional.empty();
    }

    @Override
    protected String id(int n) {
        return subject.id(n);
    }

    @Override
    protected void fresh() {
        table = "items" + TABLES.incrementAndGet();
        simulation().simulator().table(subject.spec(table));
    }

    @Override
    protected Optional<Faults> faults() {
        return Optional.of(simulation().faults());
    }

    @Override
    protected Optional<Backstage> backstage() {
        return Optional.of(new SimulatedBackstage(simulation().simulator(), subject, table));
    }

    @Override
    protected List<String> secrets() {
        return List.of(PostgrestSimulator.API_KEY, simulation().ours());
    }

    private SyncAdapter client(String token, Duration patience) {
        return SupabaseBackend.builder(simulation().faults().uri(), () -> PostgrestSimulator.API_KEY)
                .token(() -> token)
                .table(subject.table())
                .timeout(patience)
                .bare()
                .build()
                .collection(table);
    }

    private static Simulation simulation() {
        return running.orElseThrow();
    }

    /** What runs for one class of tests. */
    private record Simulation(PostgrestSimulator simulator, HttpFaults faults, String ours, String theirs) {

        void close() {
            faults.close();
            simulator.close();
        }
    }
}
