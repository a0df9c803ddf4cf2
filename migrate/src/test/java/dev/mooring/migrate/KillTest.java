package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.fetch.FetchBackend;
import dev.mooring.server.RestServer;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process that is killed again and again, between two real servers: {@code -Dmooring.kill.rows=1000000 -Dmooring.kills=10} is the full
 * size. The moments are always the same, those of {@code -Dmooring.seed=S}; {@code -Dmooring.search=true} chooses new ones, and a failure names
 * their seed.
 */
class KillTest {

    private static final int ROWS = Integer.getInteger("mooring.kill.rows", 2_000);
    private static final int KILLS = Integer.getInteger("mooring.kills", 3);
    private static final long SEED =
            Boolean.getBoolean("mooring.search") ? System.nanoTime() : Long.getLong("mooring.seed", 6);
    private static final int PAGE = Math.max(50, Math.min(1_000, ROWS / 40));

    private final RestServer source = RestServer.builder().inMemory().start();
    private final RestServer target = RestServer.builder().inMemory().start();
    private final FetchBackend from = FetchBackend.mooringRest(source.uri()).build();
    private final FetchBackend to = FetchBackend.mooringRest(target.uri()).build();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        from.close();
        to.close();
        source.close();
        target.close();
    }

    @Test
    void killedAnywhereTheSameCallGoesOnAndWritesNoRecordTwice() throws Exception {
        Random random = new Random(SEED);
        Shelf there = new Shelf(to.collection("items"));
        fill();
        for (int kill = 0; kill < KILLS; kill++) {
            // the pages of all lives together stay below those of the whole, so that no life gets to the end
            runAndKill(random.nextInt(Math.max(1, ROWS / PAGE / (KILLS + 1))));
        }

        runToTheEnd();

        String replay = "-Dmooring.seed=" + SEED;
        assertThat(there.effects()).as(replay).isEqualTo(ROWS);
        assertThat(sameRows(from.collection("items"), there.adapter()))
                .as(replay)
                .isEqualTo(ROWS);
    }

    /** How many rows both sides have, page by page: all of them in memory twice would be the largest part of the full size. */
    private static int sameRows(SyncAdapter one, SyncAdapter other) {
        int rows = 0;
        Cursor first = Cursor.START;
        Cursor second = Cursor.START;
        for (boolean more = true; more; ) {
            Page wanted = one.list(first, 1_000);
            Page found = other.list(second, 1_000);
            assertThat(fields(found)).isEqualTo(fields(wanted));
            assertThat(found.more()).isEqualTo(wanted.more());
            rows += wanted.documents().size();
            first = wanted.next();
            second = found.next();
            more = wanted.more();
        }
        return rows;
    }

    private static Map<String, Map<String, @Nullable Object>> fields(Page page) {
        return page.documents().stream().collect(Collectors.toMap(Document::id, Document::fields));
    }

    private void fill() {
        BatchWrites batch =
                from.collection("items").capability(BatchWrites.class).orElseThrow();
        List<Write> part = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            part.add(Create.of(WriteKey.of("user", i), "r" + i, Map.of("n", i, "text", "text ".repeat(20))));
            if (part.size() == 500 || i == ROWS - 1) {
                batch.write(part);
                part.clear();
            }
        }
    }

    /** Kills it after so many pages were told of: while a later one is on its way, wherever it is. */
    private void runAndKill(int pages) throws IOException, InterruptedException {
        Process process = start();
        try (BufferedReader lines = lines(process)) {
            String line = "";
            for (int page = 0; page < pages && line != null; page++) {
                // none is left where the life before got further than it told of
                line = lines.readLine();
            }
            // by its handle: the process itself would close the stream under us
            process.toHandle().destroyForcibly();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void runToTheEnd() throws IOException, InterruptedException {
        Process process = start();
        String last = "";
        try (BufferedReader lines = lines(process)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
        } finally {
            process.waitFor();
        }
        assertThat(last).isEqualTo("done");
        assertThat(process.exitValue()).isZero();
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledMigration.class.getName(),
                        directory.resolve("checkpoint").toString(),
                        source.uri().toString(),
                        target.uri().toString(),
                        String.valueOf(PAGE))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
