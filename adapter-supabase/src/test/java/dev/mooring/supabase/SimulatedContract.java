package dev.mooring.supabase;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.supabase.auth.Credentials;
import dev.mooring.supabase.auth.SupabaseAuth;
import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.supabase.sim.RealtimeSimulator;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;

/** A simulated table keeps every rule that it can promise, faults included. The server's cap is far below the page size. */
abstract class SimulatedContract extends AdapterContract {

    private static final int CAP = 40;
    private static final String PASSWORD = "Pa55word-of-the-contract";
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
        running = Optional.of(Simulation.of(simulator, HttpFaults.inFrontOf(simulator.uri()), subject));
    }

    @AfterAll
    static void stop() throws Exception {
        if (running.isPresent()) {
            running.get().close();
        }
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
        return simulation().secrets().get();
    }

    private static Simulation simulation() {
        return running.orElseThrow();
    }

    /** What runs for one class of tests. */
    private record Simulation(
            PostgrestSimulator simulator,
            HttpFaults faults,
            Supplier<List<String>> secrets,
            List<AutoCloseable> sessions,
            SupabaseBackend ours,
            SupabaseBackend hasty,
            SupabaseBackend theirs) {

        static Simulation of(PostgrestSimulator simulator, HttpFaults faults, Subject subject) {
            return subject == Subject.LIVE ? signedIn(simulator, faults, subject) : tokens(simulator, faults, subject);
        }

        private static Simulation tokens(PostgrestSimulator simulator, HttpFaults faults, Subject subject) {
            String ours = simulator.signIn("user-a");
            String theirs = simulator.signIn("user-b");
            return new Simulation(
                    simulator,
                    faults,
                    () -> List.of(PostgrestSimulator.API_KEY, ours),
                    List.of(),
                    backend(faults, subject, PATIENCE).token(() -> ours).build(),
                    backend(faults, subject, HASTE).token(() -> ours).build(),
                    backend(faults, subject, PATIENCE).token(() -> theirs).build());
        }

        /** The sessions pass no faults: those are for the table. */
        private static Simulation signedIn(PostgrestSimulator simulator, HttpFaults faults, Subject subject) {
            RealtimeSimulator realtime = simulator.realtime();
            SupabaseAuth ours = session(simulator, "user-a");
            SupabaseAuth theirs = session(simulator, "user-b");
            return new Simulation(
                    simulator,
                    faults,
                    () -> List.of(PostgrestSimulator.API_KEY, ours.accessToken()),
                    List.of(ours, theirs),
                    backend(faults, subject, PATIENCE)
                            .auth(ours)
                            .realtime(realtime.uri())
                            .build(),
                    backend(faults, subject, HASTE)
                            .auth(ours)
                            .realtime(realtime.uri())
                            .build(),
                    backend(faults, subject, PATIENCE)
                            .auth(theirs)
                            .realtime(realtime.uri())
                            .build());
        }

        private static SupabaseAuth session(PostgrestSimulator simulator, String user) {
            String email = user + "@example.org";
            simulator.user(email, PASSWORD, user);
            SupabaseAuth auth = SupabaseAuth.builder(simulator.uri(), () -> PostgrestSimulator.API_KEY)
                    .build();
            auth.signIn(new Credentials(email, PASSWORD));
            return auth;
        }

        private static SupabaseBackend.Builder backend(HttpFaults faults, Subject subject, Duration patience) {
            return SupabaseBackend.builder(faults.uri(), () -> PostgrestSimulator.API_KEY)
                    .table(subject.table())
                    .timeout(patience)
                    .bare();
        }

        void close() throws Exception {
            ours.close();
            hasty.close();
            theirs.close();
            for (AutoCloseable session : sessions) {
                session.close();
            }
            faults.close();
            simulator.close();
        }
    }
}
