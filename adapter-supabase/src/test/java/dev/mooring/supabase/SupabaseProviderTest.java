package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.Backends;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SupabaseProviderTest extends TableTest {

    @Test
    void configurationOpensTheSameAsCode() {
        project.table(todos());
        Map<String, String> configuration = Map.of(
                "url", project.uri().toString(),
                "collections.tasks.table", "todos",
                "collections.tasks.version-column", "version",
                "collections.tasks.updated-at-column", "updated_at",
                "collections.tasks.overlap", "1m",
                "collections.tasks.filter.rank", "lt.10",
                "collections.tasks.managed", "due");

        try (Backend backend = open(configuration);
                SyncAdapter tasks = backend.collection("tasks")) {
            tasks.create(Create.of(key(), "a", Map.of("title", "x", "rank", 3)));
            tasks.create(Create.of(key(), "b", Map.of("title", "y", "rank", 30)));

            assertThat(tasks.list(Cursor.START, 10).documents())
                    .extracting(document -> document.fields().get("title"))
                    .containsExactly("x");
            assertThat(tasks.guarantees().feed().overlap()).hasMinutes(1);
            assertThat(tasks.guarantees().managedFields()).containsExactly("due");
            assertThat(tasks.guarantees().scope()).contains("todos(id,version,updated_at) where rank=lt.10");
        }
    }

    @Test
    void accountOfTheConfigurationIsSignedIn() {
        project.table(todos().signedInOnly());
        project.user("ann@example.org", PostgrestSimulator.API_KEY, "ann");
        Map<String, String> configuration =
                Map.of("url", project.uri().toString(), "email", "ann@example.org", "password", "env:PASSWORD");

        try (Backend backend = open(configuration);
                SyncAdapter todos = backend.collection("todos")) {
            assertThat(todos.list(Cursor.START, 10).documents()).isEmpty();
        }
        assertThat(project.requests().get(0)).isEqualTo("POST /auth/v1/token?grant_type=password");
    }

    @Test
    void tokenAndAccountExcludeEachOther() {
        Map<String, String> both = Map.of(
                "url", project.uri().toString(), "email", "ann@example.org", "password", "env:P", "token", "env:T");

        assertThatThrownBy(() -> open(both))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("'token' and 'email' exclude each other");
    }

    @Test
    void providerIsFoundByItsName() {
        Map<String, String> configuration =
                new HashMap<>(Map.of("backend", "supabase", "url", "https://x.supabase.co"));

        assertThatThrownBy(() -> Backends.open(configuration))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("'api-key' is missing");
    }

    @Test
    void breakerCanBeSwitchedOff() throws IOException {
        try (Socket nobody = new Socket()) {
            // taken, not opened: every call fails
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Map<String, String> standard = Map.of("url", "http://127.0.0.1:" + nobody.getLocalPort(), "attempts", "1");
            Map<String, String> without = new HashMap<>(standard);
            without.put("breaker", "false");

            assertThat(failures(standard)).last().asString().contains("breaker is open");
            assertThat(failures(without)).hasSize(30).noneMatch(failure -> failure.contains("breaker"));
        }
    }

    private static List<String> failures(Map<String, String> configuration) {
        try (Backend backend = open(configuration)) {
            SyncAdapter todos = backend.collection("todos");
            return Stream.generate(() -> String.valueOf(
                            catchThrowable(() -> todos.list(Cursor.START, 5)).getMessage()))
                    .limit(30)
                    .toList();
        }
    }

    @Test
    void mistakesAreNamed() {
        String url = project.uri().toString();

        assertThatThrownBy(() -> open(Map.of("url", url, "collections.todos.updated-at-colum", "x")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("did you mean 'collections.todos.updated-at-column'?");
        try (Backend backend = open(
                Map.of("url", url, "collections.todos.version-column", "v", "collections.todos.deleted-column", "v"))) {
            assertThatThrownBy(() -> backend.collection("todos"))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("the column 'v' is both version and deleted");
        }
        try (Backend backend = open(Map.of("url", url, "collections.todos.filter.limit", "5"))) {
            assertThatThrownBy(() -> backend.collection("todos"))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("'limit' is no filter");
        }
    }

    private static Backend open(Map<String, String> configuration) {
        Map<String, String> all = new HashMap<>(configuration);
        all.put("backend", "supabase");
        all.put("api-key", "env:KEY");
        return Backends.open(all, name -> PostgrestSimulator.API_KEY, List.of(new SupabaseProvider()));
    }
}
