package dev.mooring.contract.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A server that notes what it saw and answers a few shapes of answers. */
final class TinyServer implements AutoCloseable {

    static final String BODY = "{\"rows\":[{\"id\":\"1\"},{\"id\":\"2\"}]}";

    final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch secondEvent = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    TinyServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api");
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream in = exchange.getRequestBody();
        String sent = new String((packed ? new GZIPInputStream(in) : in).readAllBytes(), StandardCharsets.UTF_8);
        String uri = exchange.getRequestURI().toString();
        seen.add(exchange.getRequestMethod() + " " + uri + " " + sent);
        exchange.getResponseHeaders().add("X-Host", exchange.getRequestHeaders().getFirst("Host"));
        exchange.getResponseHeaders().add("X-Mood", "calm");
        exchange.getResponseHeaders().add("X-Mood", "bright");
        try (exchange) {
            if (uri.startsWith("/api/events")) {
                events(exchange);
            } else if (uri.startsWith("/api/gzip")) {
                exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                whole(exchange, gzip(BODY));
            } else if (uri.startsWith("/api/chunked")) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(BODY.getBytes(StandardCharsets.UTF_8));
            } else if (uri.startsWith("/api/nothing")) {
                exchange.sendResponseHeaders(204, -1);
            } else if (uri.startsWith("/api/linked")) {
                exchange.getResponseHeaders().add("Link", "<" + uri() + "/rows?page=2>; rel=\"next\"");
                whole(exchange, BODY.getBytes(StandardCharsets.UTF_8));
            } else {
                whole(exchange, BODY.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void whole(HttpExchange exchange, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().add("Content-Length", String.valueOf(body.length));
        }
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private void events(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        try {
            secondEvent.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        out.write("data: 2\n\n".getBytes(StandardCharsets.UTF_8));
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        secondEvent.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
