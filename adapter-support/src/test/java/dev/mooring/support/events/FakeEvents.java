package dev.mooring.support.events;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A server with event streams: {@code /events}, and other paths that answer with their number, {@code /403}, or lead on, {@code /307}. */
final class FakeEvents implements AutoCloseable {

    private static final String END = "end";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<Integer, BlockingQueue<String>> streams = new ConcurrentHashMap<>();

    FakeEvents() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The paths that were asked for. */
    List<String> asked() {
        return asked;
    }

    /** The n-th request's stream says this, when it is open. */
    void say(int request, String text) {
        stream(request).add(text);
    }

    void end(int request) {
        stream(request).add(END);
    }

    @Override
    public void close() {
        streams.values().forEach(stream -> stream.add(END));
        server.stop(0);
        threads.shutdownNow();
    }

    private BlockingQueue<String> stream(int request) {
        return streams.computeIfAbsent(request, n -> new LinkedBlockingQueue<>());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            int request = asked.size();
            if (!path.equals("/events")) {
                exchange.getResponseHeaders().set("Location", "/events");
                exchange.sendResponseHeaders(Integer.parseInt(path.substring(1)), -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (String text = stream(request).take();
                        !text.equals(END);
                        text = stream(request).take()) {
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
