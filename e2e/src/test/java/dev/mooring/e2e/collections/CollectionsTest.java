package dev.mooring.e2e.collections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Gate;
import dev.mooring.Merge;
import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.Retry;
import dev.mooring.Transform;
import dev.mooring.Value;
import dev.mooring.fetch.FetchBackend;
import dev.mooring.server.RestServer;
import dev.mooring.store.sqlite.SqliteStore;
import dev.mooring.sync.backend.Backend;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/collections.md, run. */
class CollectionsTest {

    private static final Duration MOST = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final RestServer server = RestServer.builder().inMemory().start();
    private final Backend backend = FetchBackend.mooringRest(server.uri()).build();

    @AfterEach
    void stop() {
        backend.close();
        server.close();
    }

    @Test
    void options() {
        Path file = directory.resolve("options.db");

        Mooring mooring = Mooring.builder(SqliteStore.at(file))
                .retry(Retry.forever().waits(Duration.ofSeconds(2), Duration.ofMinutes(10)))
                .debounce(Duration.ofMillis(300))
                .interval(Duration.ofMinutes(5))
                .pageSize(500)
                .open();
        Records<Todo> todos = mooring.records("todos", Todo.class)
                .sync(backend.collection("todos"))
                .onConflict(Merge.fields())
                .retry(Retry.forever().times(10))
                .debounce(Duration.ZERO)
                .open();

        todos.put("1", new Todo("Buy milk", false, null));
        assertThat(todos.sync(MOST)).isTrue();
        mooring.close();
    }

    @Test
    void values() {
        try (Mooring mooring = open("values.db")) {
            Value<Settings> settings = mooring.value("settings", Settings.class)
                    .initial(new Settings("light", 12))
                    .sync(backend.collection("settings"))
                    .open();
            settings.patch(old -> new Settings("dark", old.size()));
            Settings now = settings.get().orElseThrow();

            assertThat(now).isEqualTo(new Settings("dark", 12));
            assertThat(settings.sync(MOST)).isTrue();
            assertThat(settings.get()).contains(now);
        }
    }

    @Test
    void localData() {
        try (Mooring mooring = open("local.db")) {
            Records<Todo> drafts = mooring.records("drafts", Todo.class).open(); // no backend: never leaves the device
            Records<Todo> todos = mooring.records("todos", Todo.class)
                    .local("opened")
                    .sync(backend.collection("todos"))
                    .open();
            Records<Todo> seen = mooring.records("seen", Todo.class)
                    .ephemeral() // in memory, although the rest is on disk
                    .sync(backend.collection("todos"))
                    .open();

            drafts.put("1", new Todo("Think", false, null));
            todos.put("1", new Todo("Buy milk", false, Instant.EPOCH));
            assertThat(todos.flush(MOST)).isTrue();
            assertThat(seen.sync(MOST)).isTrue();
            assertThat(seen.get("1")).contains(new Todo("Buy milk", false, null));
            assertThat(todos.get("1")).contains(new Todo("Buy milk", false, Instant.EPOCH));
        }
    }

    @Test
    void initialRows() {
        try (Mooring mooring = open("initial.db")) {
            Records<Todo> todos = mooring.records("todos", Todo.class)
                    .initial(Map.of("welcome", new Todo("Look around", false, null)))
                    .open();

            assertThat(todos.get("welcome")).isPresent();
        }
    }

    @Test
    void transforms() {
        try (Mooring mooring = open("transforms.db")) {
            Records<Map<String, @Nullable Object>> people = mooring.records("people")
                    .transform(Transform.rename("full_name", "name"))
                    .transform(Transform.instants("born").then(Transform.json("tags")))
                    .transform(new Upper())
                    .sync(backend.collection("people"))
                    .open();

            people.put("1", Map.of("name", "Ann", "born", Instant.EPOCH, "tags", List.of("a")));

            assertThat(people.flush(MOST)).isTrue();
            assertThat(people.get("1").orElseThrow())
                    .containsEntry("NAME", "ANN")
                    .containsEntry("name", "Ann");
        }
    }

    @Test
    void gates() {
        try (Mooring mooring = open("gates.db")) {
            Gate signedIn = Gate.shut();
            Gate wifi = Gate.opened();
            Records<Todo> todos = mooring.records("todos", Todo.class)
                    .sync(backend.collection("todos"))
                    .waitFor(signedIn) // nothing travels before
                    .waitForSet(wifi) // writes wait, changes of others arrive
                    .open();
            signedIn.set(true); // goes on at once

            todos.put("1", new Todo("Buy milk", false, null));
            assertThat(todos.sync(MOST)).isTrue();
        }
    }

    @Test
    void hooks() throws InterruptedException {
        BlockingQueue<String> log = new LinkedBlockingQueue<>();
        try (Mooring mooring = open("hooks.db")) {
            Records<Todo> todos = mooring.records("todos", Todo.class)
                    .sync(backend.collection("todos"))
                    .beforePush(writes -> log.add("sends " + writes.size()))
                    .onSaved(saved -> log.add("saved " + saved.id()))
                    .onError(trouble -> log.add(trouble.kind() + " " + trouble.ids() + " " + trouble.message()))
                    .open();

            todos.put("1", new Todo("Buy milk", false, null));

            assertThat(log.poll(30, TimeUnit.SECONDS)).isEqualTo("sends 1");
            assertThat(log.poll(30, TimeUnit.SECONDS)).isEqualTo("saved 1");
        }
    }

    @Test
    void modesIdsAndForgetting() {
        try (Mooring mooring = open("modes.db")) {
            Records<Todo> todos = mooring.records("todos", Todo.class)
                    .sync(backend.collection("todos"))
                    .manual() // nothing travels by itself
                    .open();
            String id = todos.add(new Todo("Buy milk", false, null)); // a UUID of version 7: newer ones sort last
            todos.flush(Duration.ofSeconds(10)); // sends
            todos.sync(Duration.ofSeconds(10)); // sends, then pulls
            todos.clear(); // keeps nothing, and stands still
            todos.reset(); // begins anew
            todos.sync(Duration.ofSeconds(10));

            assertThat(todos.get(id)).isPresent();
        }
    }

    @Test
    void users() {
        Path file = directory.resolve("users.db");
        try (Mooring anns = Mooring.builder(SqliteStore.at(file)).user("ann").open()) {
            anns.records("todos", Todo.class).open().put("1", new Todo("Ann's", false, null));
        }
        try (Mooring bobs = Mooring.builder(SqliteStore.at(file)).user("bob").open()) {
            assertThat(bobs.records("todos", Todo.class).open().get("1")).isEmpty();
        }
    }

    @Test
    void bulk() {
        try (Mooring mooring = open("bulk.db")) {
            Records<Todo> todos = mooring.records("todos", Todo.class).open();
            todos.putAll(Map.of("1", new Todo("Milk", false, null), "2", new Todo("Bread", false, null)));
            todos.patchAll(Map.of("1", Map.of("done", true), "2", Map.of("done", true)));
            int gone = todos.deleteAll(List.of("1", "2")); // each call is one transaction

            assertThat(gone).isEqualTo(2);
        }
    }

    private Mooring open(String name) {
        return Mooring.open(SqliteStore.at(directory.resolve(name)));
    }

    record Todo(String title, boolean done, @Nullable Instant opened) {}

    record Settings(String theme, int size) {}
}
