package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.supabase.sim.Type;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the database can hold and this side cannot read back: sent once it would be in doubt for ever. */
class TooMuchTest extends TableTest {

    private static final String LONG = "x".repeat(16 * 1024 * 1024 + 1);

    @Test
    void textThatCouldNotBeReadBackIsRefusedByTheNameOfItsField() {
        project.table(todos().column("extra", Type.JSONB));
        SyncAdapter todos = adapter(stamped().build());
        Document there = made(todos, "there", Map.of());
        int before = project.requests().size();

        List<Outcome> outcomes = todos.capability(BatchWrites.class)
                .orElseThrow()
                .write(List.of(
                        Create.of(key(), "a", Map.of("title", LONG)),
                        Update.of(key(), there, Map.of("extra", Map.of("deep", List.of(LONG))))));

        assertThat(refusal(outcomes.get(0))).startsWith("too-large ").contains("'title' of 'a'", "16777217");
        assertThat(refusal(outcomes.get(1))).startsWith("too-large ").contains("'extra' of 'there'");
        assertThat(requestsSince(before)).isEmpty();
    }

    @Test
    void nestingThatNoAnswerCouldShowIsRefusedByTheNameOfItsField() {
        project.table(todos().column("extra", Type.JSONB));
        SyncAdapter todos = adapter(stamped().build());

        assertThat(refusal(todos.create(Create.of(key(), "a", Map.of("extra", nested(95))))))
                .startsWith("too-large ")
                .contains("'extra' of 'a'", "nested");
        List<Outcome> outcomes = todos.capability(BatchWrites.class)
                .orElseThrow()
                .write(List.of(Create.of(key(), "b", Map.of("extra", nested(88))), Create.of(key(), "c", Map.of())));
        assertThat(outcomes).allSatisfy(outcome -> now(outcome));
    }

    @Test
    void textOfSomebodyElseThatCannotBeReadIsAWrongSetUpAndItsColumnNamed() {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        project.put("public", "todos", Map.of("id", "a", "title", LONG, "version", 1));

        assertThatThrownBy(() -> todos.list(Cursor.START, 10))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("/0/title")
                .hasMessageContaining("16777216");
        assertThatThrownBy(() -> todos.capability(Lookup.class).orElseThrow().find(List.of("a")))
                .isInstanceOf(Misconfigured.class);
        assertThat(adapter(stamped().column("rank").build())
                        .list(Cursor.START, 10)
                        .documents())
                .hasSize(1);
    }

    private static @Nullable Object nested(int deep) {
        Object value = 1L;
        for (int level = 1; level < deep; level++) {
            value = List.of(value);
        }
        return value;
    }
}
