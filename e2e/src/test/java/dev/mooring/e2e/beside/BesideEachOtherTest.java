package dev.mooring.e2e.beside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.firebase.firestore.sim.FirestoreSimulator;
import dev.mooring.firebase.realtime.sim.RealtimeSimulator;
import dev.mooring.server.RestServer;
import dev.mooring.store.MemoryStore;
import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.supabase.sim.TableSpec;
import dev.mooring.supabase.sim.Type;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One application with every adapter, each found by its name: the libraries that they bring have to be of one mind, and one store keeps
 * them apart.
 */
class BesideEachOtherTest {

    private static final Duration MOST = Duration.ofMinutes(10);

    private final RestServer rest = RestServer.builder().inMemory().start();
    private final PostgrestSimulator supabase = PostgrestSimulator.start();
    private final RealtimeSimulator realtime = RealtimeSimulator.start().indexed("updatedAt");
    private final FirestoreSimulator firestore = FirestoreSimulator.start();
    private final List<Backend> backends = new ArrayList<>();

    @TempDir
    private Path directory = Path.of("none");

    /** A task. */
    record Task(String title, boolean done) {}

    @AfterEach
    void stop() {
        backends.forEach(Backend::close);
        rest.close();
        supabase.close();
        realtime.close();
        firestore.close();
    }

    @Test
    void oneApplicationHasACollectionAtEachBackend() throws IOException {
        supabase.table(TableSpec.of("public", "tasks")
                .key("id", Type.TEXT)
                .column("title", Type.TEXT)
                .column("done", Type.BOOLEAN)
                .stamped("updated_at"));
        Path key = Files.writeString(directory.resolve("key"), PostgrestSimulator.API_KEY);
        Map<String, Map<String, String>> configurations = new LinkedHashMap<>();
        configurations.put("fetch", Map.of("url", rest.uri().toString(), "preset", "mooring-rest"));
        configurations.put("supabase", Map.of("url", supabase.uri().toString(), "api-key", "file:" + key));
        configurations.put(
                "firebase-realtime", Map.of("url", realtime.uri().toString(), "redirect-hosts", realtime.streamHost()));
        configurations.put("firestore", Map.of("emulator", firestore.address(), "project", FirestoreSimulator.PROJECT));

        try (Mooring mooring = Mooring.open(new MemoryStore())) {
            configurations.forEach((name, settings) -> {
                Backend backend = open(name, settings);
                Records<Task> tasks = mooring.records("tasks of " + name, Task.class)
                        .sync(backend.collection("tasks"))
                        .open();
                tasks.put("a", new Task("of " + name, false));
                assertThat(tasks.flush(MOST)).as(name).isTrue();
            });
        }

        configurations.forEach((name, settings) -> {
            Lookup there = open(name, settings)
                    .collection("tasks")
                    .capability(Lookup.class)
                    .orElseThrow();
            assertThat(there.find(List.of("a")))
                    .as(name)
                    .singleElement()
                    .satisfies(found -> assertThat(found.fields())
                            .containsEntry("title", "of " + name)
                            .containsEntry("done", false));
        });
    }

    private Backend open(String name, Map<String, String> settings) {
        Map<String, String> configuration = new LinkedHashMap<>(settings);
        configuration.put("backend", name);
        configuration.put("timeout", "1m");
        Backend backend = Backends.open(configuration);
        backends.add(backend);
        return backend;
    }
}
