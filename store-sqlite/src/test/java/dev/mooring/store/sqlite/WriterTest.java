package dev.mooring.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which commits wait for the disk, as SQLite itself says while it runs their works. */
class WriterTest {

    private static final long NORMAL = 1;
    private static final long FULL = 2;
    private static final char DURABLE = 'd';

    @TempDir
    private Path folder;

    @Test
    void repeatableWorkDoesNotWaitForTheDiskAndTheNextOtherWorkDoes() {
        assertThat(levels(Durability.FULL, "d", "r", "r", "d")).containsExactly(FULL, NORMAL, NORMAL, FULL);
    }

    @Test
    void groupWaitsForTheDiskWhenOneOfItsWorksHasTo() {
        assertThat(levels(Durability.FULL, "rr", "rd")).containsExactly(NORMAL, NORMAL, FULL, FULL);
    }

    @Test
    void storeThatNeverWaitsDoesNotBeginToWait() {
        assertThat(levels(Durability.NORMAL, "d", "r", "d")).containsExactly(NORMAL, NORMAL, NORMAL);
    }

    @Test
    void durableWorkThatChangesNothingWaitsForTheRepeatableWorkBeforeIt() throws IOException {
        Path file = folder.resolve("store.db");
        Path log = folder.resolve("store.db-wal");
        try (SqliteStore store = SqliteStore.at(file)) {
            store.<Boolean>writeRepeatable(tx -> put(tx, "1"));
            long before = Files.size(log);

            store.write(tx -> true);
            long waited = Files.size(log);
            store.write(tx -> true);

            // only a commit that has written something is followed by a wait
            assertThat(waited).isGreaterThan(before);
            assertThat(Files.size(log)).isEqualTo(waited);
        }
    }

    private static boolean put(StoreTransaction tx, String id) {
        tx.put(StoredRecord.of("todos", Document.of(id, Map.of("title", id))));
        return true;
    }

    /** Runs groups of durable and repeatable works; answers what each work saw. */
    private List<Long> levels(Durability durability, String... groups) {
        Path file = folder.resolve("store.db");
        SqliteStore.at(file).close();
        List<Long> levels = new ArrayList<>();
        Session session = new Connections(file, durability).writer();
        try (Writer writer = new Writer(session, durability)) {
            for (String group : groups) {
                List<Ticket<?>> works = new ArrayList<>();
                group.chars()
                        .forEach(kind -> works.add(new Ticket<>(tx -> levels.add(level(session)), kind == DURABLE)));
                writer.run(works);
            }
        }
        return levels;
    }

    /** A statement of its own each time: the level is part of a prepared one. */
    private static long level(Session session) {
        return session.call("PRAGMA synchronous /* " + System.nanoTime() + " */")
                .count();
    }
}
