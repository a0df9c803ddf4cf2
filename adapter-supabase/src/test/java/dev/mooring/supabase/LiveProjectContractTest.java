package dev.mooring.supabase;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.supabase.auth.Credentials;
import dev.mooring.supabase.auth.SupabaseAuth;
import dev.mooring.sync.SyncAdapter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The contract on a real project, which {@code docs/adapters/supabase.md} says how to prepare. Skipped unless the environment names one;
 * its table is emptied again and again.
 */
class LiveProjectContractTest extends AdapterContract {

    private static final String URL = "MOORING_SUPABASE_URL";
    private static final String KEY = "MOORING_SUPABASE_KEY";
    private static final String EMAIL = "MOORING_SUPABASE_EMAIL";
    private static final String PASSWORD = "MOORING_SUPABASE_PASSWORD";
    static final String TABLE = "mooring_contract";

    private static Optional<Project> running = Optional.empty();

    @BeforeAll
    static void start() {
        Map<String, String> environment = System.getenv();
        List<String> missing = List.of(URL, KEY, EMAIL, PASSWORD).stream()
                .filter(name -> environment.getOrDefault(name, "").isEmpty())
                .toList();
        assumeTrue(missing.isEmpty(), () -> "no real project is named: " + missing + " not set");
        running = Optional.of(Project.of(environment));
    }

    @AfterAll
    static void stop() {
        running.ifPresent(Project::close);
    }

    @Override
    protected SyncAdapter adapter() {
        return project().backend().collection(TABLE);
    }

    @Override
    protected SyncAdapter hasty() {
        return project().hasty().collection(TABLE);
    }

    @Override
    protected Optional<Faults> faults() {
        return Optional.of(project().faults());
    }

    @Override
    protected List<String> secrets() {
        return List.of(project().key(), project().auth().accessToken());
    }

    /** What the page's table is like. */
    static SupabaseTable table() {
        return SupabaseTable.builder()
                .updatedAt("updated_at")
                .softDelete("deleted_at", DeletedBy.TIME)
                .managed("owner")
                .live()
                .build();
    }

    private static Project project() {
        return running.orElseThrow();
    }

    private record Project(
            String key, HttpFaults faults, SupabaseAuth auth, SupabaseBackend backend, SupabaseBackend hasty) {

        static Project of(Map<String, String> environment) {
            URI url = URI.create(environment.getOrDefault(URL, ""));
            String key = environment.getOrDefault(KEY, "");
            Credentials credentials =
                    new Credentials(environment.getOrDefault(EMAIL, ""), environment.getOrDefault(PASSWORD, ""));
            HttpFaults faults = HttpFaults.inFrontOf(url);
            SupabaseAuth auth = SupabaseAuth.builder(url, () -> key)
                    .credentials(() -> credentials)
                    .build();
            return new Project(
                    key,
                    faults,
                    auth,
                    backend(url, key, faults, auth, Duration.ofSeconds(20)),
                    backend(url, key, faults, auth, Duration.ofSeconds(2)));
        }

        private static SupabaseBackend backend(
                URI url, String key, HttpFaults faults, SupabaseAuth auth, Duration patience) {
            return SupabaseBackend.builder(faults.uri(), () -> key)
                    .auth(auth)
                    .realtime(URI.create(url + "/realtime/v1/websocket"))
                    .table(TABLE, table())
                    .timeout(patience)
                    .bare()
                    .build();
        }

        void close() {
            hasty.close();
            backend.close();
            auth.close();
            faults.close();
        }
    }
}
