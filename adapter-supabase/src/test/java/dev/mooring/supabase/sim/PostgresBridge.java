package dev.mooring.supabase.sim;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * PostgREST, as far as the SQL kit needs it, on a real PostgreSQL: reads of tables and calls of functions, each in a transaction of its own
 * under the role and the claims of its token. Safe for several threads.
 */
public final class PostgresBridge implements AutoCloseable {

    private static final String REST = "/rest/v1/";

    private final Tokens tokens = new Tokens(Clock.systemUTC());
    private final PostgresCalls calls;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final AtomicInteger slow = new AtomicInteger();
    private int busy;

    private PostgresBridge(PostgresServer database) {
        calls = new PostgresCalls(database);
        // else an answer in two pieces waits for a delayed acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Starts on a free port. */
    public static PostgresBridge start() {
        return start(PostgresServer.running());
    }

    /** The same before another database. */
    public static PostgresBridge start(PostgresServer database) {
        return new PostgresBridge(database);
    }

    /** The project's address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A JWT of a user who is signed in. */
    public String signIn(String subject) {
        return tokens.issue("authenticated", subject, 3600);
    }

    /** A JWT of that role. */
    public String token(String role, String subject) {
        return tokens.issue(role, subject, 3600);
    }

    /** The server's setting db-max-rows. */
    public PostgresBridge mostRows(int rows) {
        calls.mostRows(rows);
        return this;
    }

    /** Every request so far: the method, and the address as it came. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The statements of the next requests take too long. */
    public void tooSlow(int times) {
        slow.addAndGet(times);
    }

    /** Waits until no request is under way: an abandoned one would hold the horizon. */
    public synchronized void idle() {
        try {
            while (busy > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        calls.close();
    }

    private synchronized void entered(int more) {
        busy += more;
        notifyAll();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Reply reply;
        entered(1);
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            try {
                reply = answer(exchange);
            } finally {
                entered(-1);
            }
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            if (!PostgrestSimulator.API_KEY.equals(header(exchange, "apikey"))) {
                throw PgError.api(401, "PGRST301", "No API key found in request", null);
            }
            Claims claims = tokens.check(header(exchange, "Authorization"));
            if (slow.getAndUpdate(times -> Math.max(0, times - 1)) > 0) {
                throw PgError.sql("57014", "canceling statement due to statement timeout", null);
            }
            String path = exchange.getRequestURI().getPath();
            if (!path.startsWith(REST)) {
                throw PgError.api(404, "PGRST125", "Invalid path specified in request URL", null);
            }
            boolean reads = exchange.getRequestMethod().equals("GET");
            String profile = header(exchange, reads ? "Accept-Profile" : "Content-Profile");
            PostgresCalls.Call call = new PostgresCalls.Call(
                    exchange.getRequestMethod(),
                    path.substring(REST.length()),
                    Parameters.of(exchange.getRequestURI().getRawQuery()),
                    profile == null ? "public" : profile,
                    body);
            return calls.answer(call, claims);
        } catch (PgError e) {
            return e.reply();
        }
    }

    private static @Nullable String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }
}
