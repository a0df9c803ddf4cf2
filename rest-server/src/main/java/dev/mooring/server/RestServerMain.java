package dev.mooring.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the server from a command line: {@code <file> [port]}. Tokens come from the environment. */
public final class RestServerMain {
    private static final Logger LOG = LoggerFactory.getLogger(RestServerMain.class);
    private static final String USERS = "MOORING_REST_USERS";

    private RestServerMain() {}

    /**
     * Serves until the process is ended.
     *
     * @param arguments the SQLite file, and the port, 8787 unless given. {@code MOORING_REST_USERS} may hold
     *     {@code user:token,user:token}
     */
    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        RestServer server = configured(arguments, System.getenv()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            end.countDown();
        }));
        LOG.info("serving {} at {}", arguments[0], server.uri());
        end.await();
    }

    static RestServer.Builder configured(String[] arguments, Map<String, String> environment) {
        if (arguments.length < 1 || arguments.length > 2) {
            throw new IllegalArgumentException("usage: <file> [port]");
        }
        int port = arguments.length == 2 ? Integer.parseInt(arguments[1]) : 8787;
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
}
