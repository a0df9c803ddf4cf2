package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.fetch.FetchBackend;
import dev.mooring.server.RestServer;
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

    @TempDir
    private Path directory = Path.of("");

    private final Sides sides = new Sides();
    private String from = "";
    private String to = "";
    private String move = "";

    @BeforeEach
    void open() throws IOException {
        sides.fill(directory);
        from = sides.from();
        to = sides.to();
        move = sides.move();
    }

    @AfterEach
    void close() {
        sides.close();
    }

    private static int count(RestServer server, String collection) {
        return Sides.there(server, collection).size();
    }

    @Test
    void aPlanWritesNothing() {
        Ran planned = Ran.mooring("migrate", "plan", from, to);

        assertThat(planned.code()).isZero();
        assertThat(planned.out()).contains("notes", "25", "empty");
        assertThat(count(sides.after(), "notes")).isZero();
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void aRunCopiesAndTheComparisonIsClean() {
        Ran ran = Ran.mooring("migrate", "run", from, to, "--checkpoint", move, "--page-size", "10");
        Ran compared = Ran.mooring("migrate", "verify", from, to, "--checkpoint", move);

        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.out()).containsPattern("notes +tailing +25 +25 ");
        assertThat(count(sides.after(), "notes")).isEqualTo(Sides.RECORDS);
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
        try (Backend backend = FetchBackend.mooringRest(sides.after().uri()).build()) {
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
        try (Backend backend = FetchBackend.mooringRest(sides.before().uri()).build();
                SyncAdapter notes = backend.collection("notes")) {
            for (int n = 0; n < Sides.RECORDS - 1; n++) {
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
        assertThat(count(sides.after(), "notes")).isEqualTo(Sides.RECORDS);

        Ran third = Ran.mooring(believing);

        assertThat(third.code()).as(third.toString()).isZero();
        assertThat(count(sides.after(), "notes")).isEqualTo(1);
    }

    @Test
    void whatTheSourceNeverHadIsDeletedOnDemand() {
        Sides.create(sides.after(), "stranger", Map.of());
        Ran.mooring("migrate", "run", from, to, "--checkpoint", move);

        Ran.mooring("migrate", "verify", from, to, "--checkpoint", move, "--repair");
        assertThat(count(sides.after(), "notes")).isEqualTo(Sides.RECORDS + 1);

        Ran ran = Ran.mooring("migrate", "verify", from, to, "--checkpoint", move, "--repair", "--delete-extras");
        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(count(sides.after(), "notes")).isEqualTo(Sides.RECORDS);
    }

    @Test
    void anExtraThatTheTargetWouldNotDeleteEndsWithOneAndTheReason() throws IOException {
        String refusing = sides.to("collections.notes.without = delete");
        Sides.create(sides.after(), "stranger", Map.of());
        Ran.mooring("migrate", "run", from, refusing, "--checkpoint", move);

        Ran ran = Ran.mooring("migrate", "verify", from, refusing, "--checkpoint", move, "--repair", "--delete-extras");

        assertThat(ran.code()).as(ran.toString()).isEqualTo(Exit.FINDINGS.code());
        assertThat(ran.out()).contains("would not delete 'stranger'");
        assertThat(count(sides.after(), "notes")).isEqualTo(Sides.RECORDS + 1);
    }

    @Test
    void aMappingSaysWhereRecordsGo() throws IOException {
        String mapping = Files.writeString(
                        directory.resolve("mapping.json"), "{\"collections\": {\"notes\": {\"to\": \"tasks\"}}}")
                .toString();

        Ran ran = Ran.mooring("migrate", "run", from, to, "--checkpoint", move, "--mapping", mapping);

        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(count(sides.after(), "tasks")).isEqualTo(Sides.RECORDS);
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
        Sides.create(sides.before(), "late", Map.of("n", 7L));

        Ran paused = Ran.mooring("migrate", "run", from, to, "--checkpoint", move);
        assertThat(paused.out()).contains("it is paused");
        assertThat(count(sides.after(), "notes")).isEqualTo(Sides.RECORDS);
        assertThat(Ran.mooring("migrate", "status", move).out()).contains("tailing, not running, paused");

        assertThat(Ran.mooring("migrate", "resume", move).code()).isZero();
        assertThat(Ran.mooring("migrate", "run", from, to, "--checkpoint", move).code())
                .isZero();
        assertThat(count(sides.after(), "notes")).isEqualTo(Sides.RECORDS + 1);
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
            String dead = sides.config("dead.properties", URI.create("http://127.0.0.1:" + nobody.getLocalPort()));

            Ran planned = Ran.mooring("migrate", "plan", dead, to, "--attempts", "1");

            assertThat(planned.code()).as(planned.toString()).isEqualTo(Exit.UNREACHABLE.code());
        }
    }
}
