package dev.mooring.e2e.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.store.MemoryStore;
import dev.mooring.supabase.SupabaseBackend;
import dev.mooring.supabase.SupabaseTable;
import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.supabase.sim.TableSpec;
import dev.mooring.supabase.sim.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A row that becomes visible later than the overlap after it was stamped: the engine's sweep finds it. */
class LateCommitTest {

    private static final int ROUNDS = 20;
    private static final Duration MOST = Duration.ofSeconds(30);
    private static final Duration ALWAYS = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);

    private final PostgrestSimulator project = PostgrestSimulator.start();
    private final String token = project.signIn("ann");
    private final SupabaseBackend backend = SupabaseBackend.builder(project.uri(), () -> PostgrestSimulator.API_KEY)
            .token(() -> token)
            .table(SupabaseTable.builder()
                    .updatedAt("updated_at")
                    .overlap(Duration.ofSeconds(10))
                    .build())
            .bare()
            .build();
    private final Mooring mooring = Mooring.open(new MemoryStore());

    @AfterEach
    void stop() {
        mooring.close();
        backend.close();
        project.close();
    }

    @Test
    void rowThatIsCommittedLateIsFoundByTheSweepTwentyTimesInARow() {
        project.table(TableSpec.of("public", "todos")
                .key("id", Type.TEXT)
                .column("title", Type.TEXT)
                .stamped("updated_at"));
        Records<Map<String, @Nullable Object>> patient = open("patient", NEVER);
        Records<Map<String, @Nullable Object>> sweeping = open("sweeping", ALWAYS);
        for (int round = 0; round < ROUNDS; round++) {
            put("quick" + round, String.format("2026-01-01T%02d:30:00Z", round));
            inStep(List.of(patient, sweeping));

            // stamped a quarter of an hour before the row that was read already, and visible only now
            put("slow" + round, String.format("2026-01-01T%02d:15:00Z", round));
            inStep(List.of(patient, sweeping));

            assertThat(patient.get("slow" + round))
                    .as("missed, as the feed says")
                    .isEmpty();
            assertThat(sweeping.get("slow" + round)).isPresent();
        }
    }

    private void put(String id, String stamp) {
        project.put("public", "todos", Map.of("id", id, "title", id, "updated_at", stamp));
    }

    private Records<Map<String, @Nullable Object>> open(String name, Duration sweep) {
        Records<Map<String, @Nullable Object>> records = mooring.records(name)
                .sync(backend.collection("todos"))
                .interval(NEVER)
                .sweep(sweep)
                .open();
        inStep(List.of(records));
        return records;
    }

    private static void inStep(List<Records<Map<String, @Nullable Object>>> all) {
        all.forEach(records -> assertThat(records.sync(MOST)).isTrue());
    }
}
