package dev.mooring.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says. */
class RestServerMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void aStartedServerPrintsItsAddress() {
        String file = directory.resolve("todos.db").toString();

        try (RestServer server = started(Map.of(), file, "0").orElseThrow()) {
            assertThat(text(out)).isEqualTo("serving " + file + " at " + server.uri() + System.lineSeparator());
            assertThat(text(err)).isEmpty();
        }
    }

    @Test
    void wrongUsageIsOneLine() {
        assertThat(started(Map.of())).isEmpty();

        assertThat(text(err).lines()).containsExactly("usage: <file> [port]");
        assertThat(text(out)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "-1", "65536", "99999999999", ""})
    void aPortThatIsNoneIsOneLine(String port) {
        assertThat(started(Map.of(), file(), port)).isEmpty();

        assertThat(text(err).lines()).containsExactly("the port must be a number from 0 to 65535, was '" + port + "'");
    }

    @Test
    void aPortThatIsTakenIsOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(started(Map.of(), file(), String.valueOf(taken.getLocalPort())))
                    .isEmpty();
        }

        assertThat(text(err).lines()).singleElement().asString().startsWith("cannot listen on ");
    }

    @Test
    void aFileThatCannotBeOpenedIsOneLine() {
        assertThat(started(Map.of(), directory.toString(), "0")).isEmpty();

        assertThat(text(err).lines()).singleElement().asString().contains("cannot ");
    }

    @Test
    void usersThatCannotBeReadAreOneLine() {
        assertThat(started(Map.of("MOORING_REST_USERS", "ann"), file(), "0")).isEmpty();

        assertThat(text(err).lines()).containsExactly("MOORING_REST_USERS must be user:token,user:token");
    }

    private Optional<RestServer> started(Map<String, String> environment, String... arguments) {
        return RestServerMain.started(arguments, environment, new PrintStream(out, true), new PrintStream(err, true));
    }

    private String file() {
        return directory.resolve("todos.db").toString();
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
