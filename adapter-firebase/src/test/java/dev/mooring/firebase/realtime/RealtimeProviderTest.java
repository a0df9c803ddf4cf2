package dev.mooring.firebase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Create;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Replay;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.WriteKey;
import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.Backends;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RealtimeProviderTest {

    private static final String URL = "https://shop-default-rtdb.firebaseio.com";

    @Test
    void configurationOpensTheSameAsCode() {
        try (Setup setup = new Setup();
                Backend backend = open(Map.of(
                        "url", setup.simulator.uri().toString(),
                        "id-token", "env:TOKEN",
                        "collections.todos.path", "users/ann/todos",
                        "collections.todos.write-keys-field", "writes",
                        "collections.todos.encoded", "notes, more",
                        "collections.todos.overlap", "1m"))) {
            setup.simulator.admit("secret");
            SyncAdapter todos = backend.collection("todos");

            todos.create(Create.of(WriteKey.of("phone", 1), "a", Map.of("more", List.of())));

            assertThat(setup.simulator.at("users", "ann", "todos", "a", "more")).isEqualTo("[]");
            assertThat(todos.guarantees().replay()).isEqualTo(Replay.DEVICE_KEYS);
            assertThat(todos.guarantees().feed().overlap()).hasMinutes(1);
        }
    }

    @Test
    void providerIsFoundByItsName() {
        Map<String, String> configuration = new HashMap<>(Map.of("backend", "firebase-realtime"));

        assertThatThrownBy(() -> Backends.open(configuration))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("'url' is missing");
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> open(Map.of("url", URL, "id-token", "env:A", "service-account", "env:B")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("either");
        assertThatThrownBy(() -> open(Map.of("url", URL, "service-account", "env:B")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("'service-account' is no JSON")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> open(Map.of("url", URL + "?auth=abc")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageNotContaining("abc");
        assertThatThrownBy(() -> open(Map.of("url", URL + "/shops")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("no path");
        try (Backend backend = open(Map.of("url", URL, "collections.todos.deleted-field", "updatedAt"))) {
            assertThatThrownBy(() -> backend.collection("todos"))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("the collection 'todos'")
                    .hasMessageContaining("must differ");
        }
        try (Backend backend = open(Map.of("url", URL, "collections.todos.path", "a//b"))) {
            assertThatThrownBy(() -> backend.collection("todos"))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("a step of the path");
        }
    }

    private static Backend open(Map<String, String> settings) {
        Map<String, String> configuration = new HashMap<>(settings);
        configuration.put("backend", "firebase-realtime");
        return Backends.open(configuration, name -> "secret", List.of(new RealtimeProvider()));
    }
}
