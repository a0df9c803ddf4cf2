package dev.mooring.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.fetch.FetchBackend;
import dev.mooring.server.RestServer;
import dev.mooring.store.sqlite.SqliteStore;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Page;
import dev.mooring.sync.backend.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws 1, 4 and 20 with real processes: {@code -Dmooring.kills=N} kills more often, {@code -Dmooring.seed=S} replays. */
class KilledEditorTest {

    private static final int KILLS = Integer.getInteger("mooring.kills", 3);
    private static final int GAP = 100;

    private final RestServer server = RestServer.builder().inMemory().start();
    private final Map<String, Map<String, @Nullable Object>> model = new TreeMap<>();
    private final Set<String> unclear = new HashSet<>();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatACallReturnedIsThereAndArrivesOnceHoweverOftenTheProcessIsKilled() throws Exception {
        long seed = Long.getLong("mooring.seed", System.nanoTime());
        Random random = new Random(seed);
        long next = GAP;
        for (int kill = 0; kill < KILLS; kill++) {
            List<Edit> told = editAndKill(next, 40 + random.nextInt(200));
            told.forEach(edit -> edit.make(model));
            long last = told.get(told.size() - 1).by();
            // one edit may have been under way when the process died, and the line of the one before it may be missing
            for (long turn = last; turn <= last + 2; turn++) {
                Edit.of(turn).forEach(edit -> unclear.add(edit.id()));
            }
            next = last + GAP;
        }

        try (Backend backend = FetchBackend.mooringRest(server.uri()).build();
                Mooring mooring = Mooring.open(SqliteStore.at(store()))) {
            Records<Map<String, @Nullable Object>> notes =
                    mooring.records("notes").sync(backend.collection("notes")).open();
            String replay = "-Dmooring.seed=" + seed;
            assertThat(clear(onTheDevice(notes))).as(replay).isEqualTo(clear(model));
            assertThat(notes.sync(Duration.ofMinutes(1))).as(replay).isTrue();
            assertThat(notes.status().pending()).as(replay).isZero();
            assertThat(notes.status().deadLetters()).as(replay).isZero();
            assertThat(clear(onTheServer(backend))).as(replay).isEqualTo(clear(model));
            assertThat(onTheDevice(notes)).as(replay).isEqualTo(onTheServer(backend));
        }
    }

    private List<Edit> editAndKill(long from, int edits) throws IOException, InterruptedException {
        List<Edit> told = new ArrayList<>();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessEditor.class.getName(),
                        store().toString(),
                        server.uri().toString(),
                        String.valueOf(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            while (told.size() < edits) {
                told.add(Edit.read(String.valueOf(lines.readLine())));
            }
            // by its handle: the process itself would close the stream under us
            process.toHandle().destroyForcibly();
            process.waitFor();
            // whole lines only: the last one may have been cut
            for (String line = lines.readLine(); line != null && lines.ready(); line = lines.readLine()) {
                told.add(Edit.read(line));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return told;
    }

    private Path store() {
        return directory.resolve("notes.db");
    }

    private Map<String, Map<String, @Nullable Object>> clear(Map<String, Map<String, @Nullable Object>> records) {
        Map<String, Map<String, @Nullable Object>> clear = new TreeMap<>(records);
        clear.keySet().removeAll(unclear);
        return clear;
    }

    private static Map<String, Map<String, @Nullable Object>> onTheDevice(
            Records<Map<String, @Nullable Object>> notes) {
        Map<String, Map<String, @Nullable Object>> there = new TreeMap<>();
        notes.list("", Integer.MAX_VALUE)
                .forEach(record -> there.put(record.id(), record.value().orElseThrow()));
        return there;
    }

    private static Map<String, Map<String, @Nullable Object>> onTheServer(Backend backend) {
        Map<String, Map<String, @Nullable Object>> there = new TreeMap<>();
        Cursor from = Cursor.START;
        for (boolean more = true; more; ) {
            Page page = backend.collection("notes").list(from, 500);
            page.documents().forEach(document -> there.put(document.id(), document.fields()));
            from = page.next();
            more = page.more();
        }
        return there;
    }
}
