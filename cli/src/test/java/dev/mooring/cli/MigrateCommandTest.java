package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.fetch.FetchBackend;
import dev.mooring.server.RestServer;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import dev.mooring.sync.backend.Backend;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateCommandTest {

    private static final int RECORDS = 25;

    @TempDir
    private Path directory = Path.of("");

    private final RestServer before = RestServer.builder().inMemory().start();
    private final RestServer after = RestServer.builder().inMemory().start();
    private String from = "";
    private String to = "";
    private String move = "";

    @BeforeEach
    void open() throws IOException {
        from = config("old.properties", before.uri());
        to = config("new.properties", after.uri());
        move = directory.resolve("move").toString();
        for (int n = 0; n < RECORDS; n++) {
            create(before, "n" + n, Map.of("n", (long) n));
        }
    }

    @AfterEach
    void close() {
        before.close();
        after.close();
    }

    private String config(String name, URI address) throws IOException {
        String text =
                "backend = fetch\npreset = mooring-rest\nattempts = 1\ncollections = notes\nurl = " + address + "\n";
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static void create(RestServer server, String id, Map<String, Object> fields) {
        try (Backend backend = FetchBackend.mooringRest(server.uri()).build()) {
            backend.collection("notes").create(Create.of(WriteKey.of("test-" + id, 1), id, fields));
        }
    }

    private static int count(RestServer server, String collection) {
        try (Backend backend = FetchBackend.mooringRest(server.uri()).build();
                SyncAdapter adapter = backend.collection(collection)) {
            return adapter.list(Cursor.START, 100).documents().size();
        }
    }

    @Test
    void aPlanWritesNothing() {
        Ran planned = Ran.mooring("migrate", "plan", from, to);

        assertThat(planned.code()).isZero();
        assertThat(planned.out()).contains("notes", "25", "empty");
        assertThat(count(after, "notes")).isZero();
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void aRunCopiesAndTheComparisonIsClean() {
        Ran ran = Ran.mooring("migrate", "run", from, to, "--checkpoint", move, "--page-size", "10");
        Ran compared = Ran.mooring("migrate", "verify", from, to, "--checkpoint", move);

        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.out()).containsPattern("notes +tailing +25 +25 ");
        assertThat(count(after, "notes")).isEqualTo(RECORDS);
        assertThat(compared.code()).isZero();
        assertThat(compared.out()).containsPattern("notes +tailing +25 +25 +0 +0 +0");
    }

    @Test
    void programsGetTheReportAsJsonAndAsFiles() throws IOException {
        Path reports = directory.resolve("reports");

        Ran ran =
                Ran.mooring("migrate", "run", from, to, "--checkpoint", move, "--json", "--report", reports.toString());

        assertThat(ran.json()).singleElement().satisfies(report -> {
            assertThat(report.get("action")).isEqualTo("run");
            assertThat(report.get("clean")).isEqualTo(true);
            assertThat(report.get("collections"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(1);
        });
        assertThat(Files.readString(reports.resolve("migration-run.md"))).contains("notes");
        assertThat(Files.readString(reports.resolve("migration-run.json"))).startsWith("{");
    }

    @Test
    void whatDiffersEndsWithOneUntilItIsRepaired() {
        Ran.mooring("migrate", "run", from, to, "--checkpoint", move);
        try (Backend backend = FetchBackend.mooringRest(after.uri()).build()) {
            backend.collection("notes")
                    .update(new Update(WriteKey.of("somebody", 1), "n3", Map.of("n", 99L), Optional.empty(), false));
        }

        Ran compared = Ran.mooring("migrate", "verify", from, to, "--checkpoint", move);
        Ran repaired = Ran.mooring("migrate", "verify", from, to, "--checkpoint", move, "--repair");

        assertThat(compared.code()).isEqualTo(Exit.FINDINGS.code());
        assertThat(repaired.code()).as(repaired.toString()).isZero();
    }

    @Test
    void thatMostOfASourceIsGoneIsBelievedOfAnEarlierRunOnly() throws IOException {
        Ran.mooring("migrate", "run", from, to, "--checkpoint", move);
        try (Backend backend = FetchBackend.mooringRest(before.uri()).build();
                SyncAdapter notes = backend.collection("notes")) {
            for (int n = 0; n < RECORDS - 1; n++) {
                notes.delete(Delete.unconditional(WriteKey.of("somebody", n + 1), "n" + n));
            }
        }
        // under another mapping the source is read whole
        String mapping = Files.writeString(
                        directory.resolve("mapping.json"), "{\"collections\": {\"notes\": {\"drop\": [\"legacy\"]}}}")
                .toString();
        String[] run = {"migrate", "run", from, to, "--checkpoint", move, "--mapping", mapping, "--retry"};
        String[] believing = Arrays.copyOf(run, run.length + 1);
        believing[run.length] = "--believe-gone";

        Ran first = Ran.mooring(believing);
        Ran second = Ran.mooring(run);

        assertThat(first.code()).as(first.toString()).isEqualTo(Exit.FINDINGS.code());
        assertThat(second.code()).as(second.toString()).isEqualTo(Exit.FINDINGS.code());
        assertThat(count(after, "notes")).isEqualTo(RECORDS);

        Ran third = Ran.mooring(believing);

        assertThat(third.code()).as(third.toString()).isZero();
        assertThat(count(after, "notes")).isEqualTo(1);
    }

    @Test
    void whatTheSourceNeverHadIsDeletedOnDemand() {
        create(after, "stranger", Map.of());
        Ran.mooring("migrate", "run", from, to, "--checkpoint", move);

        Ran.mooring("migrate", "verify", from, to, "--checkpoint", move, "--repair");
        assertThat(count(after, "notes")).isEqualTo(RECORDS + 1);

        Ran ran = Ran.mooring("migrate", "verify", from, to, "--checkpoint", move, "--repair", "--delete-extras");
        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(count(after, "notes")).isEqualTo(RECORDS);
    }

    @Test
    void aMappingSaysWhereRecordsGo() throws IOException {
        String mapping = Files.writeString(
                        directory.resolve("mapping.json"), "{\"collections\": {\"notes\": {\"to\": \"tasks\"}}}")
                .toString();

        Ran ran = Ran.mooring("migrate", "run", from, to, "--checkpoint", move, "--mapping", mapping);

        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(count(after, "tasks")).isEqualTo(RECORDS);
    }

    @Test
    void aMappingThatCannotBeReadEndsWithTwo() throws IOException {
        String mapping = Files.writeString(directory.resolve("mapping.json"), "{\"collections\": ")
                .toString();

        Ran ran = Ran.mooring("migrate", "plan", from, to, "--mapping", mapping);

        assertThat(ran.code()).isEqualTo(Exit.USAGE.code());
        assertThat(ran.err()).contains("mapping").hasLineCount(1);
    }

    @Test
    void aPausedMigrationDoesNothingUntilItIsResumed() {
        Ran.mooring("migrate", "run", from, to, "--checkpoint", move);
        assertThat(Ran.mooring("migrate", "pause", move).code()).isZero();
        create(before, "late", Map.of("n", 7L));

        Ran paused = Ran.mooring("migrate", "run", from, to, "--checkpoint", move);
        assertThat(paused.out()).contains("it is paused");
        assertThat(count(after, "notes")).isEqualTo(RECORDS);
        assertThat(Ran.mooring("migrate", "status", move).out()).contains("tailing, not running, paused");

        assertThat(Ran.mooring("migrate", "resume", move).code()).isZero();
        assertThat(Ran.mooring("migrate", "run", from, to, "--checkpoint", move).code())
                .isZero();
        assertThat(count(after, "notes")).isEqualTo(RECORDS + 1);
        assertThat(Ran.mooring("migrate", "status", move, "--json").json())
                .singleElement()
                .satisfies(status -> assertThat(status.get("paused")).isEqualTo(false));
    }

    @Test
    void aCheckpointThatIsNotThereOrNoneIsNamed() {
        Ran missing = Ran.mooring("migrate", "status", move);
        Ran foreign = Ran.mooring("migrate", "status", from);

        assertThat(missing.code()).isEqualTo(Exit.USAGE.code());
        assertThat(foreign.code()).isEqualTo(Exit.STORE.code());
        assertThat(foreign.err()).hasLineCount(1);
    }

    @Test
    void aBackendThatDoesNotAnswerEndsWithThree() throws IOException {
        try (Socket nobody = Desk.silent()) {
            String dead = config("dead.properties", URI.create("http://127.0.0.1:" + nobody.getLocalPort()));

            Ran planned = Ran.mooring("migrate", "plan", dead, to, "--attempts", "1");

            assertThat(planned.code()).as(planned.toString()).isEqualTo(Exit.UNREACHABLE.code());
        }
    }
}
