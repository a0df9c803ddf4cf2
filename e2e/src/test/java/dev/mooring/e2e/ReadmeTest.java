package dev.mooring.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.fetch.FetchBackend;
import dev.mooring.server.RestServer;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.WriteKey;
import dev.mooring.sync.backend.Backend;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of README.md and docs/rest-protocol.md, run. */
class ReadmeTest {

    @Test
    void exampleOfTheReadme() {
        try (RestServer server = RestServer.builder().inMemory().start();
                Backend backend = FetchBackend.mooringRest(server.uri()).build()) {
            SyncAdapter todos = backend.collection("todos");
            Create milk = Create.of(WriteKey.of("laptop", 1), "todo-1", Map.of("title", "Buy milk"));

            Outcome first = todos.create(milk);
            Outcome again = todos.create(milk.again()); // the answer was lost? send it again: one effect
            ChangePage changes = todos.changesSince(Cursor.START, 100); // one record, and a cursor for the next pull

            assertThat(first).isInstanceOf(Outcome.Applied.class);
            assertThat(again).isInstanceOf(Outcome.Applied.class);
            assertThat(changes.changes()).hasSize(1);
        }
    }

    @Test
    void exampleOfTheServer(@TempDir Path directory) {
        Path file = directory.resolve("todos.db");
        String token = "a token of at least some length";

        RestServer server = RestServer.builder().file(file).user("ann", token).start();
        URI address = server.uri(); // on loopback, at a free port
        server.close();

        assertThat(address.getHost()).isEqualTo("127.0.0.1");
    }
}
