package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Keys and tokens come from suppliers, are asked for again when refused, and belong to one user. */
class SessionTest extends TableTest {

    @Test
    void refusedTokenIsReplacedOnceAndTheSameWriteGoesOut() {
        project.table(todos().signedInOnly());
        Deque<String> tokens =
                new ArrayDeque<>(List.of(project.token("authenticated", "ann", -3600), project.signIn("ann")));

        try (SupabaseBackend backend = backend(() -> PostgrestSimulator.API_KEY, tokens::remove)) {
            now(backend.collection("todos").create(Create.of(key(), "a", Map.of("title", "x"))));
        }

        assertThat(project.requests()).hasSize(2);
        assertThat(project.rows("public", "todos")).hasSize(1);
    }

    @Test
    void tokenThatStaysBadIsUnauthenticated() {
        project.table(todos().signedInOnly());
        String expired = project.token("authenticated", "ann", -3600);

        try (SupabaseBackend backend = backend(() -> PostgrestSimulator.API_KEY, () -> expired)) {
            assertThatThrownBy(() -> backend.collection("todos").list(Cursor.START, 1))
                    .isInstanceOf(Unauthenticated.class)
                    .hasMessageContaining("PGRST303")
                    .hasMessageNotContaining(expired);
        }
        assertThat(project.requests()).hasSize(1);
    }

    @Test
    void tokenOfAnotherUserIsNeverUsed() {
        project.table(todos().signedInOnly());
        Deque<String> tokens =
                new ArrayDeque<>(List.of(project.token("authenticated", "ann", -3600), project.signIn("bob")));

        try (SupabaseBackend backend = backend(() -> PostgrestSimulator.API_KEY, tokens::remove)) {
            assertThatThrownBy(() -> backend.collection("todos").list(Cursor.START, 1))
                    .isInstanceOf(Unauthenticated.class)
                    .hasMessageContaining("another user");
        }
        assertThat(project.requests()).hasSize(1);
    }

    @Test
    void rotatedKeyIsAskedForAgain() {
        project.table(todos());
        Deque<String> keys = new ArrayDeque<>(List.of("sb_publishable_old", PostgrestSimulator.API_KEY));

        try (SupabaseBackend backend = backend(keys::remove, () -> project.signIn("ann"))) {
            assertThat(backend.collection("todos").list(Cursor.START, 1).documents())
                    .isEmpty();
        }
    }

    @Test
    void supplierThatFailsIsAPassingFailure() {
        Supplier<String> broken = () -> {
            throw new IllegalStateException("no session");
        };

        try (SupabaseBackend backend = backend(() -> PostgrestSimulator.API_KEY, broken);
                SyncAdapter todos = backend.collection("todos")) {
            assertThatThrownBy(() -> todos.list(Cursor.START, 1))
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            failure -> assertThat(failure.maybeApplied()).isFalse());
        }
        assertThat(project.requests()).isEmpty();
    }

    private SupabaseBackend backend(Supplier<String> key, Supplier<String> token) {
        return SupabaseBackend.builder(project.uri(), key)
                .token(token)
                .table(stamped().build())
                .bare()
                .build();
    }
}
