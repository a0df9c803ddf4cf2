package dev.mooring.server;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server in memory, new for every test. */
abstract class ServerTest {
    private RestServer server;
    private Client client;

    @BeforeEach
    void start() {
        server = configure(RestServer.builder().inMemory()).start();
        client = Client.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    RestServer.Builder configure(RestServer.Builder builder) {
        return builder;
    }

    RestServer server() {
        return server;
    }

    Client client() {
        return client;
    }
}
