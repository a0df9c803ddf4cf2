package dev.mooring.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A broken backend: it takes every record, says so, and shows none. */
final class ForgetfulServer implements AutoCloseable {

    private final HttpServer server;
    private final Runnable atCreate;

    private ForgetfulServer(Runnable atCreate) throws IOException {
        this.atCreate = atCreate;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Starts one that does something before it answers to a create. */
    static ForgetfulServer start(Runnable atCreate) throws IOException {
        return new ForgetfulServer(atCreate);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            boolean create = exchange.getRequestMethod().equals("POST");
            if (create) {
                atCreate.run();
            }
            byte[] answer = create ? sent : "[]".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(create ? 201 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
