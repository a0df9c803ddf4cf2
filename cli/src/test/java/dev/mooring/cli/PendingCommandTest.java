package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.store.LocalStore;
import dev.mooring.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingCommandTest {

    private static final int VERSION_AT = 60;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void waitingWritesAreShown() {
        try (Desk desk = Desk.open(directory)) {
            desk.offline(list -> {
                list.put("milk", Map.of("count", 2L));
                list.put("bread", Map.of("count", 1L));
            });

            Ran shown = Ran.mooring("pending", desk.store());

            assertThat(shown.code()).isZero();
            assertThat(shown.out()).contains("milk", "bread", "create", "ready", "2 writes wait");
            assertThat(shown.err()).isEmpty();
        }
    }

    @Test
    void jsonHasALineForEachWrite() {
        try (Desk desk = Desk.open(directory)) {
            desk.offline(list -> list.put("milk", Map.of("count", 2L)));

            Ran shown = Ran.mooring("pending", desk.store(), "--json");

            assertThat(shown.json()).singleElement().satisfies(write -> {
                assertThat(write.get("id")).isEqualTo("milk");
                assertThat(write.get("verb")).isEqualTo("create");
                assertThat(write.get("fields")).isEqualTo(Map.of("count", 2L));
            });
        }
    }

    @Test
    void theTableStopsAtTheLimitAndSaysSo() {
        try (Desk desk = Desk.open(directory)) {
            desk.offline(list -> {
                list.put("milk", Map.of());
                list.put("bread", Map.of());
                list.put("soap", Map.of());
            });

            Ran shown = Ran.mooring("pending", desk.store(), "--limit", "1");

            assertThat(shown.out())
                    .contains("milk", "3 writes wait, 1 of them shown")
                    .doesNotContain("soap");
        }
    }

    @Test
    void aStoreThatIsNotThereIsNotMade() {
        Path missing = directory.resolve("typo.db");

        Ran shown = Ran.mooring("pending", missing.toString());

        assertThat(shown.code()).isEqualTo(Exit.USAGE.code());
        assertThat(shown.err()).isEqualTo("mooring: there is no store " + missing + System.lineSeparator());
        assertThat(missing).doesNotExist();
    }

    @Test
    void aStoreInUseEndsWithFive() {
        try (Desk desk = Desk.open(directory);
                LocalStore application = SqliteStore.at(Path.of(desk.store()))) {
            assertThat(application.<Integer>read(reader -> reader.collections().size()))
                    .isZero();

            Ran shown = Ran.mooring("pending", desk.store());

            assertThat(shown.code()).isEqualTo(Exit.STORE.code());
            assertThat(shown.err()).contains("close the application");
        }
    }

    @Test
    void aNewerStoreEndsWithFiveAndIsLeftAsItIs() throws IOException {
        try (Desk desk = Desk.open(directory)) {
            desk.offline(list -> list.put("milk", Map.of()));
            Path store = Path.of(desk.store());
            try (FileChannel file = FileChannel.open(store, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, 999), VERSION_AT);
            }
            byte[] before = Files.readAllBytes(store);

            Ran shown = Ran.mooring("pending", desk.store());

            assertThat(shown.code()).isEqualTo(Exit.STORE.code());
            assertThat(shown.err()).contains("999");
            assertThat(Files.readAllBytes(store)).isEqualTo(before);
        }
    }

    @Test
    void aFileThatIsNoStoreEndsWithFiveAndNothingIsLeftBesideIt() {
        try (Desk desk = Desk.open(directory)) {
            String config = desk.config();

            Ran shown = Ran.mooring("pending", config);

            assertThat(shown.code()).isEqualTo(Exit.STORE.code());
            assertThat(shown.err()).contains("is not a store");
            assertThat(directory).isDirectoryNotContaining("glob:**.lock");
        }
    }

    @Test
    void aLimitBelowNothingIsRefused() {
        Ran shown = Ran.mooring("pending", "list.db", "--limit", "-1");

        assertThat(shown.code()).isEqualTo(Exit.USAGE.code());
        assertThat(shown.err()).contains("--limit").hasLineCount(1);
    }
}
