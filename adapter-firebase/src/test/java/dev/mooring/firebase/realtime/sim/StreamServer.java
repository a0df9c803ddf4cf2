package dev.mooring.firebase.realtime.sim;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mooring.support.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The event streams of a simulated database, on a host of their own, to which it redirects. A stream begins with everything that was asked
 * for, in one {@code put}, and goes on with one {@code put} for each child that changed; what leaves the query is {@code null}.
 */
final class StreamServer implements AutoCloseable {

    private static final String END = "end";

    private final SimulatedDatabase database;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    private StreamServer(SimulatedDatabase database, HttpServer server) {
        this.database = database;
        this.server = server;
    }

    static StreamServer start(SimulatedDatabase database) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            StreamServer server = new StreamServer(database, http);
            http.setExecutor(server.threads);
            http.createContext("/", server::serve);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Every open stream says this. */
    void say(String type, String data) {
        watchers.forEach(watcher -> watcher.events.add("event: " + type + "\ndata: " + data + "\n\n"));
    }

    /** Every open stream ends. */
    void cut() {
        watchers.forEach(watcher -> watcher.events.add(END));
    }

    /** Called while the database stands still. */
    void changed(World world) {
        watchers.forEach(watcher -> watcher.look(world));
    }

    @Override
    public void close() {
        cut();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Watcher watcher;
            try {
                watcher = opened(exchange);
            } catch (DatabaseError error) {
                byte[] body = Json.standard().write(Map.of("error", error.text()));
                exchange.sendResponseHeaders(error.status(), body.length);
                exchange.getResponseBody().write(body);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (String event = watcher.events.take(); !event.equals(END); event = watcher.events.take()) {
                    out.write(event.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                watchers.remove(watcher);
            }
        }
    }

    private Watcher opened(HttpExchange exchange) {
        Map<String, String> parameters = SimulatedDatabase.parameters(exchange.getRequestURI());
        List<String> path = SimulatedDatabase.path(exchange.getRequestURI());
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String token = header == null ? parameters.getOrDefault("auth", "") : header.substring("Bearer ".length());
        return database.inside(world -> {
            world.enter(token, path);
            Query query = Query.of(parameters);
            world.demandIndex(path, query);
            Watcher watcher = new Watcher(path, query);
            watcher.open(world);
            watchers.add(watcher);
            return watcher;
        });
    }

    /** One stream. */
    private static final class Watcher {

        private final List<String> path;
        private final Query query;
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private Map<String, String> shown = Map.of();

        Watcher(List<String> path, Query query) {
            this.path = path;
            this.query = query;
        }

        void open(World world) {
            Map<String, Object> found = query.of(world.tree().at(path));
            put("/", found.isEmpty() ? "null" : Nodes.text(found));
            shown = texts(found);
        }

        void look(World world) {
            Map<String, String> now = texts(query.of(world.tree().at(path)));
            now.forEach((key, text) -> {
                if (!text.equals(shown.get(key))) {
                    put("/" + key, text);
                }
            });
            shown.keySet().stream().filter(key -> !now.containsKey(key)).forEach(key -> put("/" + key, "null"));
            shown = now;
        }

        private void put(String to, @Nullable String data) {
            events.add("event: put\ndata: {\"path\":" + Json.standard().text(to) + ",\"data\":" + data + "}\n\n");
        }

        private static Map<String, String> texts(Map<String, Object> found) {
            Map<String, String> texts = new LinkedHashMap<>();
            found.forEach((key, child) -> texts.put(key, Nodes.text(child)));
            return texts;
        }
    }
}
