package dev.mooring.e2e.supabase;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.store.sqlite.SqliteStore;
import dev.mooring.supabase.DeletedBy;
import dev.mooring.supabase.IdType;
import dev.mooring.supabase.SupabaseBackend;
import dev.mooring.supabase.SupabaseTable;
import dev.mooring.supabase.auth.Credentials;
import dev.mooring.supabase.auth.SessionStore;
import dev.mooring.supabase.auth.SupabaseAuth;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** The program of the page. */
final class Todos {

    private Todos() {}

    /** A row of the table. */
    record Todo(String title, boolean done) {}

    /**
     * Signs in once, writes one row, comes in step and prints what there is.
     *
     * @param url the project's address
     * @param key its publishable key
     * @param directory has to exist
     */
    static void run(URI url, String key, String email, String password, Path directory) {
        SupabaseTable table = SupabaseTable.builder()
                .id("id", IdType.UUID)
                .updatedAt("updated_at")
                .softDelete("deleted_at", DeletedBy.TIME)
                .managed("owner")
                .live()
                .build();
        try (SupabaseAuth auth = SupabaseAuth.builder(url, () -> key)
                        .store(SessionStore.file(directory.resolve("session.json")))
                        .build();
                SupabaseBackend project = SupabaseBackend.builder(url, () -> key)
                        .auth(auth)
                        .user(email)
                        .table("todos", table)
                        .build();
                Mooring mooring = Mooring.open(SqliteStore.at(directory.resolve("todos.db")))) {
            if (auth.session().isEmpty()) {
                auth.signIn(new Credentials(email, password));
            }
            Records<Todo> todos = mooring.records("todos", Todo.class)
                    .sync(project.collection("todos"))
                    .open();
            todos.put(UUID.randomUUID().toString(), new Todo("Buy milk", false)); // durable, online or not
            boolean inStep = todos.sync(Duration.ofSeconds(30));
            System.out.println("in step: " + inStep);
            todos.list("", 100).forEach(each -> System.out.println(each.value()));
        }
    }
}
