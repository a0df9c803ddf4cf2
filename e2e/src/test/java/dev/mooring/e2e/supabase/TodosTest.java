package dev.mooring.e2e.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.supabase.sim.TableSpec;
import dev.mooring.supabase.sim.Type;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/adapters/supabase.md, on a simulated project with the table of the page. */
class TodosTest {

    private static final String EMAIL = "ann@example.org";

    private final PostgrestSimulator project = PostgrestSimulator.start();

    @TempDir
    private Path directory = Path.of("none");

    @AfterEach
    void stop() {
        project.close();
    }

    @Test
    void programSignsInOnceAndItsRowsReachTheTable() {
        project.user(EMAIL, "Pa55word", "ann");
        project.table(TableSpec.of("public", "todos")
                .key("id", Type.UUID)
                .column("title", Type.TEXT)
                .column("done", Type.BOOLEAN)
                .stamped("updated_at")
                .column("deleted_at", Type.TIMESTAMPTZ)
                .signedInOnly()
                .ownedBy("owner"));

        for (int times = 0; times < 2; times++) {
            Todos.run(project.uri(), PostgrestSimulator.API_KEY, EMAIL, "Pa55word", directory);
        }

        assertThat(project.rows("public", "todos"))
                .hasSize(2)
                .allSatisfy(row ->
                        assertThat(row).containsEntry("title", "Buy milk").containsEntry("owner", "ann"));
        assertThat(project.requests().stream().filter(request -> request.contains("/auth/")))
                .containsExactly("POST /auth/v1/token?grant_type=password");
    }
}
