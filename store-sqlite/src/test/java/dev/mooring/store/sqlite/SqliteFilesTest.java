package dev.mooring.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mooring.Mooring;
import dev.mooring.store.StoreException;
import dev.mooring.store.StoreException.Kind;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** STORE-6 and STORE-7 for files as they are found: law 20. */
class SqliteFilesTest {

    private static final int RECORDS = 500;
    private static final int PAGE = 4096;

    private Path place = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void nameFile(@TempDir Path directory) {
        place = directory;
        file = directory.resolve("some store?#%.db");
    }

    @Test
    void aNewStoreIsOneFileWithItsNameAndVersion() throws IOException {
        fill();

        byte[] header = Arrays.copyOf(Files.readAllBytes(file), 100);

        assertThat(new String(header, 68, 4, StandardCharsets.US_ASCII)).isEqualTo("Moor");
        assertThat(header[63]).isEqualTo((byte) Schema.VERSION);
        assertThat(names()).containsExactly(file.getFileName().toString(), file.getFileName() + ".lock");
    }

    @Test
    void anEmptyFileBecomesAStore() throws IOException {
        Files.createFile(file);

        fill();

        assertRecords(RECORDS);
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may give
    void missingFileOrDurabilityIsRefused() {
        List<ThrowingCallable> calls = List.of(
                () -> SqliteStore.at(null),
                () -> SqliteStore.at(null, Durability.FULL),
                () -> SqliteStore.at(file, null),
                () -> SqliteStore.at(Path.of("")),
                () -> SqliteStore.at(place.getRoot()));

        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("store");
        }
    }

    @Test
    void optionThatIsRefusedLeavesTheFileFree() {
        assertThatThrownBy(() -> Mooring.builder(SqliteStore.at(file)).pageSize(0))
                .isInstanceOf(IllegalArgumentException.class);

        SqliteStore.at(file).close();
    }

    @Test
    void missingDirectoryIsNamedAsSuch() {
        Path lost = place.resolve("nowhere").resolve("a.db");

        assertThatThrownBy(() -> SqliteStore.at(lost))
                .isInstanceOf(StoreException.class)
                .hasMessage("the store " + lost + " cannot be opened: its directory does not exist");
    }

    @Test
    void anEmptyFileWithALogIsNotOverwritten() throws IOException {
        Files.createFile(file);
        Files.writeString(place.resolve(file.getFileName() + "-wal"), "what a store wrote last");

        leavesUntouched(Kind.CORRUPT, () -> SqliteStore.at(file));
    }

    @Test
    void leftoversOfAMakingThatWasKilledAreReplaced() throws IOException {
        Files.writeString(place.resolve(file.getFileName() + ".new"), "half a header");

        fill();

        assertRecords(RECORDS);
    }

    @Test
    void aDirectoryIsNoStore() throws IOException {
        Files.createDirectory(file);

        fails(Kind.FAILED, () -> SqliteStore.at(file));
        fails(Kind.FAILED, () -> SqliteStore.at(place.resolve("missing").resolve("x.db")));
    }

    @Test
    void anotherDatabaseIsLeftUntouched() throws IOException, SQLException {
        try (Connection other = Connections.maker(file)) {
            Connections.run(other, "CREATE TABLE mine (x)");
        }

        leavesUntouched(Kind.CORRUPT, () -> SqliteStore.at(file));
    }

    @Test
    void aStoreWithoutItsTablesIsLeftUntouched() throws IOException, SQLException {
        fill();
        try (Connection other = Connections.maker(file)) {
            Connections.run(other, "DROP TABLE notes");
        }

        leavesUntouched(Kind.CORRUPT, () -> SqliteStore.at(file));
    }

    @Test
    void aShortFileIsLeftUntouched() throws IOException {
        fill();
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 50));

        leavesUntouched(Kind.CORRUPT, () -> SqliteStore.at(file));
    }

    @Test
    void aPageDamagedInTheMiddleIsReportedAndNothingIsWrittenAnyMore() throws IOException {
        fill();
        long pages = Files.size(file) / PAGE;
        byte[] noise = new byte[PAGE];
        for (long page = 20; page < pages; page++) {
            new Random(page).nextBytes(noise);
            SqliteFaults.overwrite(file, page * PAGE, noise);
        }

        leavesUntouched(Kind.CORRUPT, () -> {
            try (SqliteStore store = SqliteStore.at(file)) {
                fails(Kind.CORRUPT, () -> store.read(reader -> reader.records("c", "", RECORDS)));
                store.write(tx -> {
                    tx.putNote("", "a", "b");
                    return true;
                });
            }
        });
    }

    @Test
    void aRowThatCannotBeReadIsCorrupt() throws SQLException {
        fill();
        try (Connection other = Connections.maker(file)) {
            Connections.run(other, "UPDATE records SET base = '{\"title\": ' WHERE id = 'id7'");
        }

        try (SqliteStore store = SqliteStore.at(file)) {
            fails(Kind.CORRUPT, () -> store.read(reader -> reader.record("c", "id7")));
            assertThat(store.<Boolean>read(reader -> reader.record("c", "id8").isPresent()))
                    .isTrue();
        }
    }

    @Test
    void aNewerStoreThatWasKilledIsLeftUntouched() throws IOException {
        Path copy = place.resolve("copy.db");
        try (SqliteStore store = SqliteStore.at(file)) {
            store.write(tx -> {
                tx.put(record("1"));
                return true;
            });
            Files.copy(file, copy);
            Files.copy(place.resolve(file.getFileName() + "-wal"), place.resolve("copy.db-wal"));
        }
        SqliteFaults.overwrite(copy, 60, new byte[] {0, 0, 0, 9});

        leavesUntouched(Kind.NEWER_SCHEMA, () -> SqliteStore.at(copy));
    }

    @Test
    void aStoreOfBeforeTheFirstReleaseIsRefusedAndLeftUntouched() throws IOException {
        fill();
        SqliteFaults.overwrite(file, 60, new byte[] {0, 0, 0, 1});

        leavesUntouched(Kind.FAILED, () -> SqliteStore.at(file));
    }

    @Test
    void aFileOrDirectoryThatCannotBeWrittenIsReadOnly() throws IOException {
        fill();
        assertThat(file.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(file)).as("the superuser writes everywhere").isFalse();

        leavesUntouched(Kind.READ_ONLY, () -> SqliteStore.at(file));
    }

    @Test
    void anotherProgramThatHoldsTheFileIsReportedAsLocked() throws SQLException {
        fill();
        try (SqliteStore store = SqliteStore.at(file);
                Connection other = Connections.maker(file)) {
            store.onWriter("PRAGMA busy_timeout = 1");
            Connections.run(other, "BEGIN IMMEDIATE");

            fails(
                    Kind.LOCKED,
                    () -> store.write(tx -> {
                        tx.putNote("", "a", "b");
                        return true;
                    }));
            assertThat(store.<Boolean>read(reader -> reader.record("c", "id1").isPresent()))
                    .isTrue();

            Connections.run(other, "ROLLBACK");
            store.write(tx -> {
                tx.putNote("", "a", "b");
                return true;
            });
        }
    }

    @Test
    void oneFileUnderTwoNamesIsOneStore() throws IOException {
        fill();
        Path link = Files.createSymbolicLink(place.resolve("link.db"), file);

        try (SqliteStore store = SqliteStore.at(file)) {
            fails(Kind.LOCKED, () -> SqliteStore.at(link));
            fails(
                    Kind.LOCKED,
                    () -> SqliteStore.at(place.resolve("x").resolve("..").resolve(file.getFileName())));
            assertThat(store.<Long>read(reader -> reader.based("c"))).isEqualTo(RECORDS);
        }
    }

    @Test
    void aRelaxedStoreKeepsItsData() {
        try (SqliteStore store = SqliteStore.at(file, Durability.NORMAL)) {
            store.write(tx -> {
                tx.put(record("id0"));
                return true;
            });
        }

        assertRecords(1);
    }

    private void fill() {
        try (SqliteStore store = SqliteStore.at(file)) {
            store.write(tx -> {
                for (int i = 0; i < RECORDS; i++) {
                    tx.put(record("id" + i));
                }
                return true;
            });
        }
    }

    private void assertRecords(long count) {
        try (SqliteStore store = SqliteStore.at(file)) {
            assertThat(store.<Long>read(reader -> reader.based("c"))).isEqualTo(count);
        }
    }

    private static StoredRecord record(String id) {
        return StoredRecord.of("c", Document.of(id, Map.of("title", "some text ".repeat(30))));
    }

    private void leavesUntouched(Kind kind, ThrowingCallable call) throws IOException {
        Map<String, Integer> before = contents();

        fails(kind, call);

        assertThat(contents()).isEqualTo(before);
    }

    private static void fails(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call)
                .satisfies(failure ->
                        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind));
    }

    /** Every file with content, except SQLite's index of its log, which is made anew whenever it is opened. */
    private Map<String, Integer> contents() throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        for (String name : names()) {
            byte[] bytes = Files.readAllBytes(place.resolve(name));
            if (bytes.length > 0 && !name.endsWith("-shm")) {
                contents.put(name, Arrays.hashCode(bytes));
            }
        }
        return contents;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(Files::isRegularFile)
                    .map(each -> each.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
