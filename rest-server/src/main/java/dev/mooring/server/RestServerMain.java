package dev.mooring.server;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the server from a command line: {@code <file> [port]}. Tokens come from the environment. In a clone of the repository:
 *
 * <pre>{@code mvn -q -pl rest-server compile exec:java -Dexec.args="todos.db"}</pre>
 */
public final class RestServerMain {
    private static final String USERS = "MOORING_REST_USERS";
    private static final int NOT_STARTED = 2;

    private RestServerMain() {}

    /**
     * Serves until the process is ended, and prints its address when it begins to. What keeps it from starting is one line on
     * the error stream, and the exit code 2.
     *
     * @param arguments the SQLite file, and the port, 8787 unless given. {@code MOORING_REST_USERS} may hold
     *     {@code user:token,user:token}
     */
    public static void main(String[] arguments) throws InterruptedException {
        Optional<RestServer> server = started(arguments, System.getenv(), System.out, System.err);
        if (server.isEmpty()) {
            System.exit(NOT_STARTED);
        }
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.ifPresent(RestServer::close);
            end.countDown();
        }));
        end.await();
    }

    /** The running server; empty when it could not start, which the error stream then says. */
    static Optional<RestServer> started(
            String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            RestServer server = configured(arguments, environment).start();
            out.println("serving " + arguments[0] + " at " + server.uri());
            return Optional.of(server);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
        } catch (UncheckedIOException | Database.StorageFailure e) {
            err.println(e.getMessage() + ": " + e.getCause());
        }
        return Optional.empty();
    }

    static RestServer.Builder configured(String[] arguments, Map<String, String> environment) {
        if (arguments.length < 1 || arguments.length > 2) {
            throw new IllegalArgumentException("usage: <file> [port]");
        }
        int port = arguments.length == 2 ? port(arguments[1]) : 8787;
        RestServer.Builder builder = RestServer.builder()
                .file(Path.of(arguments[0]))
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String users = environment.getOrDefault(USERS, "");
        for (String pair : users.isEmpty() ? new String[0] : users.split(",")) {
            int colon = pair.indexOf(':');
            if (colon < 1 || colon == pair.length() - 1) {
                throw new IllegalArgumentException(USERS + " must be user:token,user:token");
            }
            builder.user(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return builder;
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("the port must be a number from 0 to 65535, was '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
