package dev.mooring.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.contract.fault.Faults.Request;
import dev.mooring.supabase.SupabaseBackend;
import dev.mooring.supabase.SupabaseTable;
import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.supabase.sim.TableSpec;
import dev.mooring.supabase.sim.Type;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backend whose user is signed in by a session. */
class SignedInBackendTest extends AuthTest {

    private final SessionStore store = SessionStore.inMemory();
    private final SupabaseAuth auth = auth(store);
    private final SupabaseBackend backend = SupabaseBackend.builder(faults.uri(), () -> PostgrestSimulator.API_KEY)
            .auth(auth)
            .table(SupabaseTable.builder().version("version").build())
            .bare()
            .build();
    private final SyncAdapter todos = backend.collection("todos");

    @BeforeEach
    void table() {
        project.table(TableSpec.of("public", "todos")
                .key("id", Type.TEXT)
                .column("title", Type.TEXT)
                .sequenced("version")
                .signedInOnly()
                .ownedBy("owner"));
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void callsCarryTheSessionsToken() {
        auth.signIn(ANNS);

        todos.create(Create.of(key(1), "a", Map.of("title", "x")));

        assertThat(project.rows("public", "todos"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("owner")).isEqualTo("user-ann"));
    }

    @Test
    void refusedTokenInTheMiddleOfABatchIsRefreshedOnceAndTheSameWriteRepeated() {
        auth.signIn(ANNS);
        todos.create(Create.of(key(1), "old", Map.of("title", "x")));
        Document old = todos.list(Cursor.START, 1).documents().get(0);
        pass(Duration.ofSeconds(1));
        faults.reset();
        project.passNext();
        project.answerNext(401, "PGRST303", "JWT expired");

        List<Outcome> outcomes = todos.capability(BatchWrites.class)
                .orElseThrow()
                .write(List.of(
                        Create.of(key(2), "new", Map.of("title", "y")), Update.of(key(3), old, Map.of("title", "z"))));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Applied.class));
        assertThat(project.rows("public", "todos"))
                .extracting(row -> row.get("title"))
                .containsExactly("z", "y");
        assertThat(asked("refresh_token")).isEqualTo(1);
        List<Request> updates = faults.requests().stream()
                .filter(request -> request.what().startsWith("PATCH"))
                .toList();
        assertThat(updates).hasSize(2);
        assertThat(updates).allSatisfy(request -> assertThat(request.whole()).endsWith("{\"title\":\"z\"}"));
        assertThat(updates.get(0).whole()).doesNotContainIgnoringCase("X-Retry-Count");
        assertThat(updates.get(1).whole()).containsIgnoringCase("X-Retry-Count: 1");
    }

    @Test
    void endOfASessionPausesAndDropsNothing() {
        assertThatThrownBy(() -> todos.list(Cursor.START, 1))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining("nobody is signed in");

        auth.signIn(ANNS);

        assertThat(todos.list(Cursor.START, 1).documents()).isEmpty();
    }

    @Test
    void anotherUserOfTheSameSessionIsNeverServed() {
        auth.signIn(ANNS);
        todos.list(Cursor.START, 1);
        auth.signIn(BOBS);
        int before = project.requests().size();

        assertThatThrownBy(() -> todos.list(Cursor.START, 1))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining("another user");
        assertThat(project.requests()).hasSize(before);
    }

    @Test
    void serverThatCannotRefreshIsAPassingFailure() {
        auth.signIn(ANNS);
        pass(Duration.ofHours(2));
        project.limitRate();

        assertThatThrownBy(() -> todos.list(Cursor.START, 1))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        failure -> assertThat(failure.maybeApplied()).isFalse());
    }

    private static WriteKey key(long n) {
        return WriteKey.of("device", n);
    }
}
