package dev.mooring.contract.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A backend over HTTP. {@code GET /items} lists, {@code GET /changes} is the feed, {@code POST}, {@code PATCH} and
 * {@code DELETE} on {@code /items} write; a bearer token names the user.
 */
final class JsonServer implements AutoCloseable {

    private final Supplier<InMemoryBackend> backend;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Pace pace;

    /** Starts in front of a backend, which is asked for at every request. */
    JsonServer(Supplier<InMemoryBackend> backend, Pace pace) throws IOException {
        this.backend = backend;
        this.pace = pace;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (authorization == null || !authorization.startsWith("Bearer token-of-")) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            boolean write = !exchange.getRequestMethod().equals("GET");
            if (write) {
                pace.beforeWrite();
            }
            SyncAdapter user = backend.get().client(authorization.substring("Bearer token-of-".length()));
            byte[] answer = JsonText.write(verb(exchange, user, query(exchange)));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            if (!write) {
                pace.afterRead();
            }
        }
    }

    /** How fast it acts. */
    interface Pace {
        /** As fast as it can. */
        Pace FAST = new Pace() {};

        /** Called before it acts on a write. */
        default void beforeWrite() {}

        /** Called when a read was answered. */
        default void afterRead() {}
    }

    private static Map<String, @Nullable Object> verb(
            HttpExchange exchange, SyncAdapter user, Map<String, String> query) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            Cursor from = new Cursor(query.getOrDefault("from", ""));
            int limit = Integer.parseInt(query.getOrDefault("limit", "100"));
            boolean feed = exchange.getRequestURI().getPath().endsWith("/changes");
            return feed ? JsonForm.of(user.changesSince(from, limit)) : JsonForm.of(user.list(from, limit));
        }
        Map<?, ?> body = (Map<?, ?>) JsonText.read(exchange.getRequestBody().readAllBytes());
        return JsonForm.of(write(exchange.getRequestMethod(), user, body));
    }

    private static Outcome write(String method, SyncAdapter user, Map<?, ?> body) {
        WriteKey key = new WriteKey((String) JsonForm.there(body, "key"));
        String id = (String) JsonForm.there(body, "id");
        Optional<Version> base = JsonForm.version(body, "base");
        return switch (method) {
            case "POST" -> user.create(new Create(key, id, JsonForm.fields(body, "fields"), base, false));
            case "PATCH" ->
                user.update(new Update(
                        key,
                        id,
                        JsonForm.fields(body, "fields"),
                        base.map(Document.of(id, Map.of())::withVersion),
                        false));
            case "DELETE" -> user.delete(new Delete(key, id, base, false));
            default -> throw new IllegalStateException("no such method: " + method);
        };
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
