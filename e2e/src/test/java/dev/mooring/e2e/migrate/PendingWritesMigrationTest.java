package dev.mooring.e2e.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Mooring;
import dev.mooring.RecordChange;
import dev.mooring.Records;
import dev.mooring.fetch.FetchBackend;
import dev.mooring.migrate.Migration;
import dev.mooring.migrate.Report;
import dev.mooring.migrate.Side;
import dev.mooring.server.RestServer;
import dev.mooring.store.sqlite.SqliteStore;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device's pending writes keep their keys: pointed at the new backend, it neither loses nor doubles them. */
class PendingWritesMigrationTest {

    private static final Duration MOST = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private final RestServer oldServer = RestServer.builder().inMemory().start();
    private final RestServer newServer = RestServer.builder().inMemory().start();
    private final FetchBackend before =
            FetchBackend.mooringRest(oldServer.uri()).build();
    private final FetchBackend after = FetchBackend.mooringRest(newServer.uri()).build();

    @AfterEach
    void stop() {
        before.close();
        after.close();
        oldServer.close();
        newServer.close();
    }

    @Test
    void writesThatWaitThroughAMigrationArriveOnceAtTheNewBackend() throws InterruptedException {
        aDeviceWithFiveNotes();
        writesWhoseAnswersAreLost();
        writesWithoutANetwork();
        somebodyElse(Map.of("c", Map.of("n", 33), "e", Map.of("n", 5)));

        Migration migration = Migration.from(Side.of(before, List.of("notes")))
                .to(Side.of(after, List.of("notes")))
                .checkpoint(directory.resolve("checkpoint"))
                .build();
        migration.run();
        Report compared = migration.verify();
        assertThat(compared.clean()).as(compared.markdown()).isTrue();
        assertThat(content(after)).isEqualTo(content(before)).hasSize(6).containsKey("lost");

        device(after.collection("notes"), notes -> {
            assertThat(notes.sync(MOST)).as(String.valueOf(notes.status())).isTrue();
            assertThat(notes.status().pending()).isZero();
            assertThat(notes.status().deadLetters()).isZero();
            assertThat(view(notes)).isEqualTo(content(after));
        });
        assertThat(content(after))
                .isEqualTo(Map.of(
                        "a", Map.of("title", "a", "n", 1L),
                        "b", Map.of("title", "b, edited before", "n", 1L),
                        "c", Map.of("title", "c, edited offline", "n", 33L),
                        "e", Map.of("title", "e", "n", 5L),
                        "lost", Map.of("title", "its answer was lost"),
                        "new", Map.of("title", "made offline")));
    }

    private void aDeviceWithFiveNotes() throws InterruptedException {
        device(before.collection("notes"), notes -> {
            for (String id : List.of("a", "b", "c", "d", "e")) {
                notes.put(id, Map.of("title", id, "n", 1L));
            }
            assertThat(notes.sync(MOST)).isTrue();
        });
    }

    /** The old backend has them, and the device does not know. */
    private void writesWhoseAnswersAreLost() throws InterruptedException {
        Line line = Line.withoutAnswers(before.collection("notes"));
        device(line, notes -> {
            notes.put("lost", Map.of("title", "its answer was lost"));
            notes.put("b", Map.of("title", "b, edited before", "n", 1L));
            Set<String> seen = new HashSet<>();
            while (!seen.containsAll(Set.of("lost", "b"))) {
                String id = line.applied().poll(MOST.toSeconds(), TimeUnit.SECONDS);
                assertThat(id).as("a write that arrived, after " + seen).isNotNull();
                seen.add(String.valueOf(id));
            }
        });
    }

    private void writesWithoutANetwork() throws InterruptedException {
        device(Line.dead(before.collection("notes")), notes -> {
            notes.put("new", Map.of("title", "made offline"));
            notes.put("c", Map.of("title", "c, edited offline", "n", 1L));
            notes.delete("d");
            assertThat(notes.status().pending()).isEqualTo(5);
        });
    }

    private void somebodyElse(Map<String, Map<String, Object>> patches) {
        SyncAdapter notes = before.collection("notes");
        int number = 0;
        for (Map.Entry<String, Map<String, Object>> patch : patches.entrySet()) {
            notes.update(Update.unconditional(WriteKey.of("somebody", number++), patch.getKey(), patch.getValue()));
        }
    }

    private void device(SyncAdapter adapter, Use use) throws InterruptedException {
        try (Mooring mooring = Mooring.open(SqliteStore.at(directory.resolve("device.db")))) {
            use.of(mooring.records("notes").sync(adapter).open());
        }
    }

    private static Map<String, Map<String, @Nullable Object>> view(Records<Map<String, @Nullable Object>> notes) {
        Map<String, Map<String, @Nullable Object>> all = new TreeMap<>();
        for (RecordChange<Map<String, @Nullable Object>> each : notes.list("", 1_000)) {
            each.value().ifPresent(fields -> all.put(each.id(), fields));
        }
        return all;
    }

    private static Map<String, Map<String, @Nullable Object>> content(FetchBackend backend) {
        Map<String, Map<String, @Nullable Object>> all = new TreeMap<>();
        ChangePage page = backend.collection("notes").changesSince(Cursor.START, 1_000);
        page.changes().stream()
                .map(Change::present)
                .forEach(each -> each.ifPresent(document -> all.put(document.id(), document.fields())));
        return all;
    }

    /** What a device does while it is on. */
    private interface Use {
        void of(Records<Map<String, @Nullable Object>> notes) throws InterruptedException;
    }
}
