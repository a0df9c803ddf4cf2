package dev.mooring.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mooring.server.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file keeps. */
class DurabilityTest {
    @TempDir
    private Path folder;

    @Test
    void openingAgainKeepsEverything() {
        Answer put;
        Answer deleted;
        String cursor;
        try (RestServer server = open()) {
            Client client = Client.of(server);
            put = client.put("1", "{\"a\":1.10}", "Idempotency-Key", "d-1");
            client.put("2", "{}");
            cursor = client.get("changes").at("next");
            deleted = client.delete("2");
        }

        try (RestServer server = open()) {
            Client client = Client.of(server);
            Answer replay = client.put("1", "{\"a\":1.10}", "Idempotency-Key", "d-1");
            Answer changes = client.get("changes?since=" + cursor);
            Answer next = client.put("3", "{}");

            assertThat(replay.text()).isEqualTo(put.text());
            assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(changes.at("changes", "0")).isEqualTo(deleted.text());
            assertThat(Long.parseLong(next.version())).isGreaterThan(Long.parseLong(deleted.version()));
        }
    }

    @Test
    void aCopyTakenWhileItRunsHasWhatWasAnswered() throws Exception {
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy);
        Answer put;
        try (RestServer server = open()) {
            put = Client.of(server).put("1", "{\"a\":1}", "Idempotency-Key", "d-1");
            for (String name : new String[] {"rest.db", "rest.db-wal"}) {
                Files.copy(folder.resolve(name), copy.resolve(name));
            }
        }

        try (RestServer server =
                RestServer.builder().file(copy.resolve("rest.db")).start()) {
            assertThat(Client.of(server).read("1").text()).isEqualTo(put.text());
            assertThat(Client.of(server)
                            .put("1", "{\"a\":1}", "Idempotency-Key", "d-1")
                            .header("Idempotency-Replayed"))
                    .isEqualTo("true");
        }
    }

    @Test
    void everyCommitIsOnDisk() {
        try (Database database = Database.open(folder.resolve("rest.db").toString())) {
            assertThat(database.first("pragma journal_mode", row -> row.getString(1)))
                    .hasValue("wal");
            assertThat(database.first("pragma synchronous", row -> row.getInt(1)))
                    .hasValue(2);
        }
    }

    @Test
    void aFailureInATransactionLeavesNothing() {
        try (Database database = Database.open(null)) {
            database.update("create table t (n)");

            assertThatThrownBy(() -> database.transaction(() -> {
                        database.update("insert into t values (1)");
                        throw new IllegalStateException("in the middle");
                    }))
                    .hasMessage("in the middle");

            assertThat(database.query("select n from t", row -> row.getInt(1))).isEmpty();
        }
    }

    @Test
    void aFileKeepsItsKind() {
        open().close();

        assertThatThrownBy(() ->
                        RestServer.builder().file(file()).ids(ServerIds.TEXT).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ids");
        open().close();
    }

    @Test
    void theCommandLineConfiguresIt() {
        Map<String, String> users = Map.of("MOORING_REST_USERS", "ann:x:y,ben:z");
        String[] arguments = {file().toString(), "0"};

        try (RestServer server = RestServerMain.configured(arguments, users).start()) {
            assertThat(Client.of(server).as("x:y").get("records").status()).isEqualTo(200);
            assertThat(Client.of(server).as("x").get("records").status()).isEqualTo(401);
        }
        assertThatThrownBy(() -> RestServerMain.configured(new String[0], Map.of()))
                .hasMessageContaining("usage");
        assertThatThrownBy(() -> RestServerMain.configured(arguments, Map.of("MOORING_REST_USERS", "hidden")))
                .hasMessageNotContaining("hidden");
    }

    @Test
    void closingTwiceIsFine() {
        RestServer server = open();

        server.close();
        server.close();

        assertThat(Files.exists(file())).isTrue();
    }

    /** The connection to a file that is no database was opened before that was seen. */
    @Test
    void aFileThatCannotBeOpenedIsLetGo() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors), "open files can be listed");
        Path text = Files.writeString(
                folder.resolve("notes.txt"), "no database, but long enough to have a header ".repeat(9));

        assertThatThrownBy(() -> Database.open(text.toString())).isInstanceOf(Database.StorageFailure.class);

        try (Stream<Path> open = Files.list(descriptors)) {
            assertThat(open.filter(descriptor -> leadsTo(descriptor, text))).isEmpty();
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
        } catch (IOException e) {
            // closed since it was listed
            return false;
        }
    }

    private RestServer open() {
        return RestServer.builder().file(file()).start();
    }

    private Path file() {
        return folder.resolve("rest.db");
    }
}
