package dev.mooring.cli;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.fetch.FetchBackend;
import dev.mooring.server.RestServer;
import dev.mooring.store.sqlite.SqliteStore;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.backend.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What somebody at a terminal has: a directory with a configuration and a store, and a backend that is a real server. */
final class Desk implements AutoCloseable {

    static final String COLLECTION = "list";

    private final Path directory;
    private final RestServer server;

    private Desk(Path directory, RestServer.Builder server) {
        this.directory = directory;
        this.server = server.inMemory().start();
    }

    /** A backend that lets everybody in. */
    static Desk open(Path directory) {
        return new Desk(directory, RestServer.builder());
    }

    /** A backend that knows one user. */
    static Desk guarded(Path directory, String token) {
        return new Desk(directory, RestServer.builder().user("ann", token));
    }

    URI uri() {
        return server.uri();
    }

    String store() {
        return directory.resolve("list.db").toString();
    }

    /** The configuration for this backend, with more lines. */
    String config(String... more) {
        return configFor(server.uri(), more);
    }

    /** The configuration for another address. */
    String configFor(URI address, String... more) {
        String own = String.join(
                "\n",
                "backend = fetch",
                "preset = mooring-rest",
                "url = " + address,
                "attempts = 1",
                "store = list.db",
                "collections = " + COLLECTION);
        return file("list.properties", own + "\n" + String.join("\n", more) + "\n");
    }

    String file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an application does with its store while there is no network. */
    void offline(Consumer<Records<Map<String, @Nullable Object>>> edits) {
        offline(COLLECTION, edits);
    }

    void offline(String collection, Consumer<Records<Map<String, @Nullable Object>>> edits) {
        try (Backend backend = FetchBackend.mooringRest(server.uri()).build();
                Mooring mooring = Mooring.open(SqliteStore.at(Path.of(store())))) {
            mooring.offline();
            edits.accept(mooring.records(collection)
                    .sync(backend.collection(collection))
                    .manual()
                    .open());
        }
    }

    /** A write that somebody gave up: dead letters count from the first one in the store. */
    void giveUp(String id, Map<String, ? extends @Nullable Object> fields) {
        offline(records -> {
            records.put(id, new LinkedHashMap<>(fields));
            records.pendingWrites(0, 100).stream()
                    .filter(write -> write.id().equals(id))
                    .forEach(write -> records.giveUp(write.sequence()));
        });
    }

    /** What the backend holds. */
    List<Document> there() {
        try (Backend backend = FetchBackend.mooringRest(server.uri()).build()) {
            return backend.collection(COLLECTION).list(Cursor.START, 100).documents();
        }
    }

    @Override
    public void close() {
        server.close();
    }

    /** A port where nobody listens and nobody else can: it is taken, not opened. */
    static Socket silent() throws IOException {
        Socket taken = new Socket();
        taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return taken;
    }
}
