package dev.mooring.firebase.firestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.firebase.firestore.sim.FirestoreSimulator;
import dev.mooring.sync.Create;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.WriteKey;
import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.Backends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirestoreProviderTest {

    @TempDir
    private Path secrets;

    @Test
    void configurationOpensTheSameAsCode() {
        try (FirestoreSimulator simulator = FirestoreSimulator.start();
                Backend backend = open(Map.of(
                        "emulator", simulator.address(),
                        "collections.tasks.path", "users/u1/todos",
                        "collections.tasks.updated-at-field", "changed",
                        "collections.tasks.write-keys-field", "keys",
                        "collections.tasks.overlap", "1m",
                        "collections.tasks.sweep", "7d",
                        "collections.tasks.retention", "90d"))) {
            SyncAdapter tasks = backend.collection("tasks");

            tasks.create(Create.of(WriteKey.of("d", 1), "a", Map.of("title", "x")));

            assertThat(simulator.stored("users/u1/todos/a").orElseThrow())
                    .containsOnlyKeys("title", "changed", "deleted", "keys");
            assertThat(tasks.guarantees().feed())
                    .isEqualTo(Feed.windowed(Duration.ofMinutes(1)).sweptEvery(Duration.ofDays(7)));
            assertThat(tasks.guarantees().replay()).isEqualTo(Replay.DEVICE_KEYS);
            assertThat(tasks.guarantees().removals())
                    .isEqualTo(Removals.deletes().keptFor(Duration.ofDays(90)));
            assertThat(tasks.guarantees().scope())
                    .isEqualTo("firestore " + simulator.address() + "/demo-mooring/(default) users/u1/todos(changed)");
        }
    }

    @Test
    void contradictionsAreMisconfigured() {
        try (Backend backend = open(Map.of(
                "emulator",
                "127.0.0.1:1",
                "collections.tasks.hard-delete",
                "true",
                "collections.tasks.write-keys-field",
                "keys"))) {
            assertThatThrownBy(() -> backend.collection("tasks"))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("write keys need tombstones");
        }
    }

    @Test
    void anIdTokenSignsInAsItsUser() {
        try (FirestoreSimulator simulator = FirestoreSimulator.start();
                Backend backend = open(Map.of(
                        "emulator", simulator.address(),
                        "id-token", secret("token-of-u1"),
                        "user", "u1",
                        "breaker", "false",
                        "collections.tasks.owner-field", "owner",
                        "collections.tasks.owner", "u1"))) {
            simulator.owned("owner");
            simulator.admit("token-of-u1", "u1");
            SyncAdapter tasks = backend.collection("tasks");

            tasks.create(Create.of(WriteKey.of("d", 1), "a", Map.of("title", "x")));

            assertThat(simulator.stored("tasks/a").orElseThrow()).containsKey("owner");
            assertThat(tasks.guarantees().scope()).endsWith("where owner = u1 as u1");
        }
    }

    @Test
    void eitherAServerOrAUserSignsIn() {
        assertThatThrownBy(() -> open(Map.of("credentials", secret("{}"), "id-token", secret("token"))))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("either");
    }

    @Test
    void anOwnerWithoutAFieldAndAPathOfADocumentAreMisconfigured() {
        try (Backend backend = open(
                Map.of("emulator", "127.0.0.1:1", "collections.a.owner", "u1", "collections.b.path", "users/u1"))) {
            assertThatThrownBy(() -> backend.collection("a"))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("go together");
            assertThatThrownBy(() -> backend.collection("b"))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("users/u1");
        }
    }

    @Test
    void oneDescriptionWithAPathCannotStandForAllCollections() {
        FirestoreCollection shape =
                FirestoreCollection.builder().path("users/u1/todos").build();

        try (FirestoreSimulator simulator = FirestoreSimulator.start()) {
            assertThatThrownBy(
                            () -> FirestoreBackend.builder(simulator.options()).collection(shape))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void unreadableCredentialsAreNotRepeated() {
        assertThatThrownBy(() -> open(Map.of("credentials", secret("{\"private_key\": \"sesame"))))
                .isInstanceOf(Misconfigured.class)
                .hasNoCause()
                .hasMessageContaining("service account's key")
                .hasMessageNotContaining("sesame");
    }

    private String secret(String text) {
        try {
            return "file:" + Files.writeString(Files.createTempFile(secrets, "secret", ".txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Backend open(Map<String, String> some) {
        Map<String, String> all = new HashMap<>(Map.of("backend", "firestore", "project", FirestoreSimulator.PROJECT));
        all.putAll(some);
        return Backends.open(all);
    }
}
