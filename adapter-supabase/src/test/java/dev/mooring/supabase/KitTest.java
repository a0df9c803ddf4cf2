package dev.mooring.supabase;

import dev.mooring.supabase.sim.PostgresBridge;
import dev.mooring.supabase.sim.PostgresServer;
import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Document;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.WriteKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A table {@code todos} of a real PostgreSQL, with the kit, whose rows belong to their owners; and adapters of it. */
abstract class KitTest {

    static final SupabaseTable OWNED =
            SupabaseTable.builder().kit(Visibility.OWNED).owner("owner").build();

    final PostgresServer database = PostgresServer.running();
    final PostgresBridge project = PostgresBridge.start();
    private final List<SupabaseBackend> backends = new ArrayList<>();
    private final AtomicLong writes = new AtomicLong();

    @BeforeEach
    void makeTable() {
        database.run("""
                drop table if exists todos;
                create table todos (id text primary key, owner text default auth.uid(), title text check (title <> 'bad'),
                  rank bigint, code text unique, deleted_at timestamptz);
                alter table todos enable row level security;
                create policy owners on todos for all to authenticated using (owner = auth.uid());
                """ + SupabaseSql.install("todos", OWNED));
    }

    @AfterEach
    void stop() {
        backends.forEach(SupabaseBackend::close);
        project.close();
    }

    SyncAdapter adapter(String user) {
        return adapter(OWNED, user);
    }

    SyncAdapter adapter(SupabaseTable table, String user) {
        return adapter(table, "todos", project.signIn(user));
    }

    SyncAdapter adapter(SupabaseTable table, String collection, String token) {
        return adapter(backend(table, token), collection);
    }

    SupabaseBackend.Builder backend(SupabaseTable table, String token) {
        return SupabaseBackend.builder(project.uri(), () -> PostgrestSimulator.API_KEY)
                .token(() -> token)
                .table(table)
                .timeout(Duration.ofSeconds(60))
                .bare();
    }

    SyncAdapter adapter(SupabaseBackend.Builder options, String collection) {
        SupabaseBackend backend = options.build();
        backends.add(backend);
        return backend.collection(collection);
    }

    WriteKey key() {
        return WriteKey.of("device", writes.incrementAndGet());
    }

    Document made(SyncAdapter adapter, String id, Map<String, ? extends @Nullable Object> fields) {
        return TableTest.now(adapter.create(Create.of(key(), id, fields)))
                .present()
                .orElseThrow();
    }

    /** A transaction that has made its statements and is not committed. */
    Connection begun(String script) {
        try {
            Connection connection = database.connect("project");
            connection.setAutoCommit(false);
            PostgresServer.run(connection, script);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(script, e);
        }
    }

    static void commit(Connection connection) {
        try (connection) {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> ids(List<Change> changes) {
        return changes.stream().map(Change::id).toList();
    }

    static String insert(String id, String owner) {
        return "insert into todos (id, owner) values ('" + id + "', '" + owner + "');";
    }
}
