package dev.mooring.cli;

import dev.mooring.fetch.FetchBackend;
import dev.mooring.server.RestServer;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.WriteKey;
import dev.mooring.sync.backend.Backend;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What somebody has who moves: two backends that are real servers, one of them with records, and a configuration for each. */
final class Sides implements AutoCloseable {

    static final int RECORDS = 25;

    private Path directory = Path.of("");
    private final RestServer before = RestServer.builder().inMemory().start();
    private final RestServer after = RestServer.builder().inMemory().start();

    /** Where configurations and checkpoints go, and the records that there are. */
    void fill(Path place) {
        directory = place;
        for (int n = 0; n < RECORDS; n++) {
            create(before, "n" + n, Map.of("n", (long) n));
        }
    }

    RestServer before() {
        return before;
    }

    RestServer after() {
        return after;
    }

    String from() throws IOException {
        return config("old.properties", before.uri());
    }

    String to(String... more) throws IOException {
        return config("new.properties", after.uri(), more);
    }

    String move() {
        return directory.resolve("move").toString();
    }

    /** The configuration for an address, with more lines. */
    String config(String name, URI address, String... more) throws IOException {
        String own =
                "backend = fetch\npreset = mooring-rest\nattempts = 1\ncollections = notes\nurl = " + address + "\n";
        return Files.writeString(directory.resolve(name), own + String.join("\n", more))
                .toString();
    }

    static void create(RestServer server, String id, Map<String, Object> fields) {
        try (Backend backend = FetchBackend.mooringRest(server.uri()).build()) {
            backend.collection("notes").create(Create.of(WriteKey.of("test-" + id, 1), id, fields));
        }
    }

    /** What a server holds. */
    static List<Document> there(RestServer server, String collection) {
        try (Backend backend = FetchBackend.mooringRest(server.uri()).build();
                SyncAdapter adapter = backend.collection(collection)) {
            return adapter.list(Cursor.START, 100).documents();
        }
    }

    @Override
    public void close() {
        before.close();
        after.close();
    }
}
