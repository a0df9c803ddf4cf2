package dev.mooring.supabase;

import dev.mooring.supabase.sim.PostgresBridge;
import dev.mooring.supabase.sim.PostgresServer;
import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.sync.SyncAdapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;

/** A real PostgreSQL with the roles, the publication and the user ids of a hosted project, and tables as the page makes them. */
abstract class HostedTest {

    static final String ANN = user("ann");
    static final String BOB = user("bob");

    private static final Path PAGE = Path.of("../docs/adapters/supabase.md");

    final PostgresServer database = PostgresServer.hosted();
    final PostgresBridge project = PostgresBridge.start(database);
    private final List<SupabaseBackend> backends = new ArrayList<>();

    @AfterEach
    void stop() {
        backends.forEach(SupabaseBackend::close);
        project.close();
    }

    /** The page's scripts that speak of a table, in their order. */
    static String scripts(String table) {
        try {
            return Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(PAGE))
                    .results()
                    .map((MatchResult block) -> block.group(1))
                    .filter(script ->
                            script.contains("public." + table + " ") || script.contains("public." + table + ";"))
                    .distinct()
                    .reduce("", String::concat);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SyncAdapter adapter(String collection, SupabaseTable table, String user) {
        String token = project.signIn(user);
        SupabaseBackend backend = SupabaseBackend.builder(project.uri(), () -> PostgrestSimulator.API_KEY)
                .token(() -> token)
                .table(collection, table)
                .timeout(Duration.ofSeconds(60))
                .bare()
                .build();
        backends.add(backend);
        return backend.collection(collection);
    }

    /** A statement of a user who is signed in, as PostgREST makes it: how many rows it touched. */
    int as(String user, String statement) {
        try (Connection connection = database.connect("authenticator")) {
            connection.setAutoCommit(false);
            PostgresServer.run(
                    connection,
                    "set local role authenticated; set local request.jwt.claims = '{\"sub\":\"" + user + "\"}'");
            try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                int touched = prepared.executeUpdate();
                connection.commit();
                return touched;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private static String user(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }
}
