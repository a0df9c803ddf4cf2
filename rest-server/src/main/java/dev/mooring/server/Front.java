package dev.mooring.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.mooring.server.Users.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door: reads a request within its limits, lets the caller in, and turns whatever happens into an answer. */
final class Front implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private static final long BEAT = 15_000;
    /** So much of a body that nobody wants is read and thrown away: a client that is cut off in it never reads the answer. */
    private static final long DRAINED = 64L << 20;

    private final Users users;
    private final Router router;
    private final Events events;
    private final Representation representation;
    private final Limits limits;
    private final Deadlines deadlines;

    Front(
            Users users,
            Router router,
            Events events,
            Representation representation,
            Limits limits,
            Deadlines deadlines) {
        this.users = users;
        this.router = router;
        this.events = events;
        this.representation = representation;
        this.limits = limits;
        this.deadlines = deadlines;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                serve(exchange);
            } catch (Rejection rejection) {
                refuse(exchange, rejection);
            } catch (RuntimeException e) {
                fail(exchange, e);
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        Caller caller = users.enter(authorization(exchange));
        Request request = Request.of(exchange, deadlines.within(limits.request(), exchange, () -> body(exchange)));
        if (Router.isStream(request)) {
            stream(exchange, caller, request);
        } else {
            send(exchange, router.answer(caller, request));
        }
    }

    private void stream(HttpExchange exchange, Caller caller, Request request) throws IOException {
        request.onlyParameters(Set.of());
        try (Events.Stream stream = events.open(Router.collection(request), caller.owner())) {
            new EventStream(stream, representation::id, BEAT).serve(exchange);
        }
    }

    private byte[] body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(limits.body() + 1);
        if (body.length > limits.body()) {
            throw new Rejection(413, "body-too-large", "a body may have at most " + limits.body() + " bytes");
        }
        return body;
    }

    /** Reads what is left of the body, within bounds. */
    private static boolean drain(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long read = 0;
        int count = in.read(buffer);
        while (count >= 0 && read < DRAINED) {
            read += count;
            count = in.read(buffer);
        }
        return count < 0;
    }

    private void refuse(HttpExchange exchange, Rejection rejection) throws IOException {
        deadlines.within(limits.request(), exchange, () -> drain(exchange.getRequestBody()));
        Map<String, @Nullable Object> body =
                representation.error(rejection.code(), rejection.text(), rejection.current());
        send(exchange, new Reply(rejection.status(), rejection.headers(), body));
    }

    /** The client learns a number to ask for; what happened is for the log alone. */
    private void fail(HttpExchange exchange, RuntimeException e) throws IOException {
        String incident = UUID.randomUUID().toString();
        LOG.error("incident {}: {} failed", incident, exchange.getRequestMethod(), e);
        boolean storage = e instanceof Database.StorageFailure;
        Rejection rejection = storage
                ? new Rejection(503, "storage", "the server cannot use its file, incident " + incident)
                        .with("Retry-After", "1")
                : new Rejection(500, "internal", "the server failed, incident " + incident);
        refuse(exchange, rejection);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (reply.status() == 304) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        byte[] body = Json.write(reply.body()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(reply.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static @Nullable String authorization(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Authorization");
    }
}
