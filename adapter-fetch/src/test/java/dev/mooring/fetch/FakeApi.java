package dev.mooring.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mooring.sync.SyncAdapter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server whose answers a test writes. Safe for several threads. */
final class FakeApi implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private FakeApi(Function<Request, Reply> answers) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> answer(exchange, answers));
        server.setExecutor(threads);
        server.start();
    }

    static FakeApi answering(Function<Request, Reply> answers) {
        return new FakeApi(answers);
    }

    /** A request as it came. */
    record Request(String method, String url, Map<String, List<String>> headers, String body) {
        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst();
        }

        /** Method and URL. */
        @Override
        public String toString() {
            return method + " " + url;
        }
    }

    /** Writes a body. */
    interface Body {
        void to(OutputStream out) throws IOException;
    }

    /** An answer. */
    record Reply(int status, Map<String, String> headers, Body body) {
        static Reply of(int status, String body) {
            return new Reply(status, Map.of(), out -> out.write(body.getBytes(StandardCharsets.UTF_8)));
        }

        static Reply json(String body) {
            return of(200, body);
        }

        Reply with(String name, String value) {
            return new Reply(status, Map.of(name, value), body);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Request> requests() {
        return requests;
    }

    /** The collection {@code todos} as the resource describes it, tried once. */
    SyncAdapter todos(Resource resource) {
        return backend(resource).build().collection("todos");
    }

    FetchBackend.Builder backend(Resource resource) {
        return FetchBackend.builder(uri())
                .resource(resource)
                .timeout(Duration.ofSeconds(5))
                .retries(1, Duration.ofMillis(1));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange, Function<Request, Reply> answers) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    body);
            requests.add(request);
            Reply reply = answers.apply(request);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), reply.status() == 204 ? -1 : 0);
            if (reply.status() != 204) {
                reply.body().to(exchange.getResponseBody());
            }
        }
    }
}
