package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.fetch.FetchBackend;
import dev.mooring.support.json.Json;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.backend.Backend;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

    @Test
    void itServesUntilItIsInterrupted(@TempDir Path directory) throws IOException, InterruptedException {
        Path file = directory.resolve("todos.db");
        PipedInputStream printed = new PipedInputStream();
        PrintStream out = new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        AtomicInteger code = new AtomicInteger(-1);
        Thread server = new Thread(
                () -> code.set(Ran.run(Map.of(), out, err, "serve", "--port", "0", "--json", file.toString())));
        server.start();

        try (BufferedReader lines = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8))) {
            URI address = URI.create(String.valueOf(told(lines).get("uri")));
            try (Backend backend = FetchBackend.mooringRest(address).build()) {
                assertThat(backend.collection("todos").list(Cursor.START, 10).documents())
                        .isEmpty();
            }
            server.interrupt();
            server.join();
        }

        assertThat(code).hasValue(Exit.INTERRUPTED.code());
        assertThat(file).exists();
    }

    private static Map<?, ?> told(BufferedReader lines) throws IOException {
        return Json.standard().parse(String.valueOf(lines.readLine())) instanceof Map<?, ?> members
                ? members
                : Map.of();
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (Socket taken = Desk.silent()) {
            Ran served = Ran.mooring("serve", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(served.code()).isEqualTo(Exit.USAGE.code());
            assertThat(served.err())
                    .contains(String.valueOf(taken.getLocalPort()))
                    .hasLineCount(1);
        }
    }

    @Test
    void whatIsNoPortOrNoUserIsRefused() {
        Ran port = Ran.mooring("serve", "--port", "70000");
        Ran users = Ran.mooring(Map.of("MOORING_REST_USERS", "ann"), "serve", "--port", "0");

        assertThat(port.code()).isEqualTo(Exit.USAGE.code());
        assertThat(port.err()).contains("from 0 to 65535, was 70000");
        assertThat(users.code()).isEqualTo(Exit.USAGE.code());
        assertThat(users.err()).contains("user:token,user:token");
    }
}
