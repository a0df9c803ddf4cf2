package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.supabase.sim.TableSpec;
import dev.mooring.supabase.sim.Type;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "PGRST205/204/202 right after a migration can be a stale schema cache: one delayed retry is reasonable". */
class SchemaCacheTest extends TableTest {

    private final List<Duration> slept = new ArrayList<>();
    private final SupabaseBackend backend = SupabaseBackend.builder(project.uri(), () -> PostgrestSimulator.API_KEY)
            .table(stamped().build())
            .sleeper(slept::add)
            .bare()
            .build();
    private final SyncAdapter todos = backend.collection("todos");

    @AfterEach
    void close() {
        backend.close();
    }

    @ParameterizedTest
    @CsvSource({"400, PGRST204", "404, PGRST205", "404, PGRST202"})
    void writeIsRepeatedWhenTheSchemaMayHaveBeenStale(int status, String code) {
        project.table(todos());
        project.answerNext(status, code, "Could not find it in the schema cache");

        now(todos.create(Create.of(key(), "a", Map.of("title", "x"))));

        assertThat(slept).containsExactly(Duration.ofSeconds(1));
        assertThat(project.rows("public", "todos")).hasSize(1);
    }

    @Test
    void whatStaysUnknownIsBelievedAndCostsNoTimeAnyMore() {
        project.table(TableSpec.of("public", "others").key("id", Type.TEXT));
        for (int times = 0; times < 3; times++) {
            assertThatThrownBy(() -> todos.list(Cursor.START, 1))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("PGRST205");
        }
        assertThat(slept).hasSize(1);
        assertThat(project.requests()).hasSize(4);

        project.table(todos());
        todos.list(Cursor.START, 1);
        project.answerNext(404, "PGRST205", "Could not find it in the schema cache");
        todos.list(Cursor.START, 1);
        assertThat(slept).hasSize(2);
    }

    @Test
    void otherMistakesAreNotDoubted() {
        project.table(todos());
        project.answerNext(400, "42703", "column todos.x does not exist");

        assertThatThrownBy(() -> todos.list(Cursor.START, 1)).isInstanceOf(Misconfigured.class);
        assertThat(slept).isEmpty();
    }
}
