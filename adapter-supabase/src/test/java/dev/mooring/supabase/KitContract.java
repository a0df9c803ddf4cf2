package dev.mooring.supabase;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.supabase.sim.PostgresBridge;
import dev.mooring.supabase.sim.PostgresServer;
import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

/** A table with the SQL kit, on a real PostgreSQL, keeps every rule that it can promise, faults included. */
abstract class KitContract extends AdapterContract {

    private static final int CAP = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HASTE = Duration.ofMillis(200);
    private static Optional<Project> running = Optional.empty();

    private final KitSubject subject;

    KitContract(KitSubject subject) {
        this.subject = subject;
    }

    static void start(KitSubject subject) {
        PostgresServer.running().run("""
                        create table if not exists public.members (team text, who text);
                        delete from public.members;
                        insert into public.members values ('user-a', 'user-a'), ('user-b', 'user-b');
                        """ + subject.script());
        PostgresBridge bridge = PostgresBridge.start().mostRows(CAP);
        HttpFaults faults = HttpFaults.inFrontOf(bridge.uri());
        String ours = bridge.signIn("user-a");
        running = Optional.of(new Project(
                bridge,
                faults,
                ours,
                backend(faults, subject, ours, PATIENCE),
                backend(faults, subject, ours, HASTE),
                backend(faults, subject, bridge.signIn("user-b"), PATIENCE)));
    }

    @AfterAll
    static void stop() {
        running.ifPresent(Project::close);
    }

    @Override
    protected SyncAdapter adapter() {
        return project().ours().collection(subject.tableName());
    }

    @Override
    protected SyncAdapter hasty() {
        return project().hasty().collection(subject.tableName());
    }

    @Override
    protected Optional<SyncAdapter> otherUser() {
        return subject == KitSubject.SHARED
                ? Optional.empty()
                : Optional.of(project().theirs().collection(subject.tableName()));
    }

    @Override
    protected String id(int n) {
        return subject.id(n);
    }

    @Override
    protected void fresh() {
        project().bridge().idle();
        PostgresServer.running().run("truncate " + subject.qualified() + "; delete from mooring.keys");
    }

    @Override
    protected Optional<Faults> faults() {
        return Optional.of(project().faults());
    }

    @Override
    protected Optional<Backstage> backstage() {
        return Optional.of(new KitBackstage(subject));
    }

    @Override
    protected List<String> secrets() {
        return List.of(PostgrestSimulator.API_KEY, project().token());
    }

    private static SupabaseBackend backend(HttpFaults faults, KitSubject subject, String token, Duration patience) {
        return SupabaseBackend.builder(faults.uri(), () -> PostgrestSimulator.API_KEY)
                .token(() -> token)
                .table(subject.table())
                .timeout(patience)
                .bare()
                .build();
    }

    private static Project project() {
        return running.orElseThrow();
    }

    /** What runs for one class of tests. */
    private record Project(
            PostgresBridge bridge,
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
            bridge.close();
        }
    }
}
