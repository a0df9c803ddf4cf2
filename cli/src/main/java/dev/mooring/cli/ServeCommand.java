package dev.mooring.cli;

import dev.mooring.server.RestServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mooring serve}. */
@Command(
        name = "serve",
        description = {
            "Runs the reference REST server on the loopback address until it is interrupted.",
            "",
            "Who may come in is in the environment: MOORING_REST_USERS=user:token,user:token; without it everybody."
        },
        footer = {"", "Examples:", "  mooring serve todos.db", "  mooring serve --port 9000 todos.db"},
        mixinStandardHelpOptions = true)
final class ServeCommand extends Task {

    private static final String USERS = "MOORING_REST_USERS";

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The SQLite file that keeps the data; without one it is kept in memory.")
    private @Nullable Path file;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8787",
            description = "Where to listen; 0 = a free one; default: ${DEFAULT-VALUE}.")
    private int port;

    @Override
    Exit run() throws InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new Problem(Exit.USAGE, "the port must be a number from 0 to 65535, was " + port);
        }
        RestServer.Builder builder =
                RestServer.builder().address(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        RestServer.Builder placed = file == null ? builder.inMemory() : builder.file(file);
        users(placed);
        try (RestServer server = start(placed)) {
            String what = file == null ? "memory" : file.toString();
            if (json()) {
                terminal().json(Map.of("uri", server.uri().toString(), "file", what));
            } else {
                terminal().result("serving " + what + " at " + server.uri() + "; Ctrl-C ends it");
            }
            // until somebody interrupts it
            new CountDownLatch(1).await();
        }
        return Exit.DONE;
    }

    private RestServer start(RestServer.Builder builder) {
        try {
            return builder.start();
        } catch (RuntimeException e) {
            Throwable cause = e.getCause();
            throw new Problem(Exit.USAGE, e.getMessage() + (cause == null ? "" : ": " + cause.getMessage()), e);
        }
    }

    private void users(RestServer.Builder builder) {
        String users = environment().getOrDefault(USERS, "");
        for (String pair : users.isEmpty() ? new String[0] : users.split(",")) {
            int colon = pair.indexOf(':');
            if (colon < 1 || colon == pair.length() - 1) {
                throw new Problem(Exit.USAGE, USERS + " must be user:token,user:token");
            }
            builder.user(pair.substring(0, colon), pair.substring(colon + 1));
        }
    }
}
