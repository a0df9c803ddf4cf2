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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirestoreProviderTest {

    @Test
    void configurationOpensTheSameAsCode() {
        try (FirestoreSimulator simulator = FirestoreSimulator.start();
                Backend backend = open(Map.of(
                        "emulator", simulator.address(),
                        "collections.tasks.path", "users/u1/todos",
                        "collections.tasks.updated-at-field", "changed",
                        "collections.tasks.write-keys-field", "keys",
                        "collections.tasks.overlap", "1m",
                        "collections.tasks.retention", "90d"))) {
            SyncAdapter tasks = backend.collection("tasks");

            tasks.create(Create.of(WriteKey.of("d", 1), "a", Map.of("title", "x")));

            assertThat(simulator.stored("users/u1/todos/a").orElseThrow())
                    .containsOnlyKeys("title", "changed", "deleted", "keys");
            assertThat(tasks.guarantees().feed()).isEqualTo(Feed.windowed(Duration.ofMinutes(1)));
            assertThat(tasks.guarantees().replay()).isEqualTo(Replay.DEVICE_KEYS);
            assertThat(tasks.guarantees().removals())
                    .isEqualTo(Removals.deletes().keptFor(Duration.ofDays(90)));
            assertThat(tasks.guarantees().scope()).isEqualTo("firestore demo-mooring/(default) users/u1/todos");
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
    void unreadableCredentialsAreNotRepeated() {
        assertThatThrownBy(() -> open(Map.of("credentials", "{\"private_key\": \"sesame")))
                .isInstanceOf(Misconfigured.class)
                .hasNoCause()
                .hasMessageContaining("credentials")
                .hasMessageNotContaining("sesame");
    }

    private static Backend open(Map<String, String> some) {
        Map<String, String> all = new HashMap<>(Map.of("backend", "firestore", "project", FirestoreSimulator.PROJECT));
        all.putAll(some);
        return Backends.open(all);
    }
}
