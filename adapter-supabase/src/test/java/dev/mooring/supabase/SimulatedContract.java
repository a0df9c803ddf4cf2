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

    static void start(Subject subject) {
        PostgrestSimulator simulator = PostgrestSimulator.start().mostRows(CAP);
        HttpFaults faults = HttpFaults.inFrontOf(simulator.uri());
        String ours = simulator.signIn("user-a");
        running = Optional.of(new Simulation(
                simulator,
                faults,
                ours,
                backend(faults, subject, ours, PATIENCE),
                backend(faults, subject, ours, HASTE),
                backend(faults, subject, simulator.signIn("user-b"), PATIENCE)));
    }

    @AfterAll
    static void stop() {
        running.ifPresent(Simulation::close);
    }

    @Override
    protected SyncAdapter adapter() {
        return simulation().ours().collection(table);
    }

    @Override
    protected SyncAdapter hasty() {
        return simulation().hasty().collection(table);
    }

    @Override
    protected Optional<SyncAdapter> otherUser() {
        return subject.owned() ? Optional.of(simulation().theirs().collection(table)) : Optional.empty();
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
        return List.of(PostgrestSimulator.API_KEY, simulation().token());
    }

    private static SupabaseBackend backend(HttpFaults faults, Subject subject, String token, Duration patience) {
        return SupabaseBackend.builder(faults.uri(), () -> PostgrestSimulator.API_KEY)
                .token(() -> token)
                .table(subject.table())
                .timeout(patience)
                .bare()
                .build();
    }

    private static Simulation simulation() {
        return running.orElseThrow();
    }

    /** What runs for one class of tests. */
    private record Simulation(
            PostgrestSimulator simulator,
            HttpFaults faults,
            String token,
            SupabaseBackend ours,
            SupabaseBackend hasty,
            SupabaseBackend theirs) {

        void close() {
            ours.close();
            hasty.close();
            theirs.close();
            faults.close();
            simulator.close();
        }
    }
}
