package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code mooring migrate run} while it runs: followed, slowed down, interrupted and killed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MigrateRunTest {

    /** Slow enough that nothing comes after the first page. */
    private static final String NEARLY_NEVER = "0.001";

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

    private List<Document> there() {
        return Sides.there(sides.after(), "notes");
    }

    private String status() {
        return Ran.mooring("migrate", "status", move).out();
    }

    /** Each look is a whole command, so there is a pause between two. */
    private static void until(BooleanSupplier happened) throws InterruptedException {
        while (!happened.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the test was out of time");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void aRunThatFollowsCarriesWhatIsNewUntilItIsPaused() throws InterruptedException {
        CompletableFuture<Ran> run = CompletableFuture.supplyAsync(
                () -> Ran.mooring("migrate", "run", from, to, "--checkpoint", move, "--follow", "20ms"));
        until(() -> run.isDone() || status().contains("tailing, running"));

        Sides.create(sides.before(), "late", Map.of());

        until(() -> run.isDone() || there().size() > Sides.RECORDS);
        assertThat(run).as("it goes on").isNotDone();
        assertThat(Ran.mooring("migrate", "pause", move).code()).isZero();
        Ran ran = run.join();
        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.out()).contains("it is paused");
        assertThat(there()).hasSize(Sides.RECORDS + 1);
    }

    @Test
    void aRunIsAsSlowAsItsRateAndCanBeInterrupted() throws InterruptedException {
        CompletableFuture<Ran> run = new CompletableFuture<>();
        Thread typed = new Thread(() -> run.complete(Ran.mooring(
                "migrate", "run", from, to, "--checkpoint", move, "--page-size", "10", "--rate", NEARLY_NEVER)));
        typed.start();
        until(() -> run.isDone() || there().size() >= 10);

        typed.interrupt();

        Ran ran = run.join();
        typed.join();
        assertThat(ran.code()).as(ran.toString()).isEqualTo(Exit.INTERRUPTED.code());
        assertThat(ran.err()).isEmpty();
        assertThat(there()).hasSize(10);
    }

    @Test
    void aCommandThatWasKilledGoesOnWhereItWasAndWritesNothingTwice() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MooringMain.class.getName(),
                        "migrate",
                        "run",
                        from,
                        to,
                        "--checkpoint",
                        move,
                        "--page-size",
                        "10",
                        "--rate",
                        NEARLY_NEVER)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        try {
            until(() -> !process.isAlive() || there().size() >= 10);
            assertThat(process.isAlive())
                    .as(Files.readString(directory.resolve("said")))
                    .isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(there()).as("killed in the middle").hasSize(10);

        Ran again = Ran.mooring("migrate", "run", from, to, "--checkpoint", move, "--page-size", "10");

        assertThat(again.code()).as(again.toString()).isZero();
        assertThat(there()).hasSize(Sides.RECORDS);
        assertThat(there().stream().mapToLong(MigrateRunTest::commit).max())
                .as("each commit of the target counts one write")
                .hasValue(Sides.RECORDS);
        assertThat(Ran.mooring("migrate", "verify", from, to, "--checkpoint", move)
                        .code())
                .isZero();
    }

    private static long commit(Document document) {
        return Long.parseLong(document.version().orElseThrow().token().replace("\"", ""));
    }

    @Test
    void whoCountsFirstIsToldTheTimeThatIsLeft() {
        Map<String, String> terminal = Map.of("MOORING_COLUMNS", "120");

        Ran uncounted = Ran.mooring(terminal, "migrate", "run", from, to, "--checkpoint", move, "--page-size", "10");
        Ran counted = Ran.mooring(
                terminal, "migrate", "run", from, to, "--checkpoint", move + "2", "--page-size", "10", "--count");

        assertThat(uncounted.out()).contains("notes copy 10, ").doesNotContain(" left");
        assertThat(counted.code()).as(counted.toString()).isZero();
        assertThat(counted.out()).contains("notes copy [########------------] 10 of 25, ", " left");
    }

    @Test
    void whatMakesNoSenseIsRefusedBeforeAnythingIsOpened() throws IOException {
        String file = Files.writeString(directory.resolve("a file"), "").toString();

        refused("--rate must not be negative", "--rate", "-5");
        refused("--rate must not be negative", "--rate", "NaN");
        refused("--follow must be a millisecond", "--follow", "0s");
        refused("--follow must be a millisecond", "--follow", "PT-5S");
        refused("a file: a file of that name is there already", "--report", file);
        assertThat(directory.resolve("move")).doesNotExist();
        assertThat(there()).isEmpty();
    }

    private void refused(String why, String... options) {
        List<String> words = new ArrayList<>(List.of("migrate", "run", from, to, "--checkpoint", move));
        words.addAll(List.of(options));

        Ran ran = Ran.mooring(words.toArray(String[]::new));

        assertThat(ran.code()).as(ran.toString()).isEqualTo(Exit.USAGE.code());
        assertThat(ran.err()).contains(why).hasLineCount(1);
    }

    @Test
    void aCollectionIsNotMovedToWhereItIs() {
        Ran ran = Ran.mooring("migrate", "run", from, from, "--checkpoint", move);

        assertThat(ran.code()).isEqualTo(Exit.USAGE.code());
        assertThat(ran.err()).contains("'notes' would be moved to where it is").hasLineCount(1);
    }
}
