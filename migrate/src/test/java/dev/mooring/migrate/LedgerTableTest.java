package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that work on many rows at once leave none out, whatever their number is. */
class LedgerTableTest {

    private static final int ITEMS = 1;
    private static final int OTHERS = 2;

    @TempDir
    private Path directory;

    private Checkpoint checkpoint;

    @BeforeEach
    void open() {
        checkpoint = new Checkpoint(new CheckpointFile(directory.resolve("checkpoint")).open("test"));
    }

    @AfterEach
    void close() {
        checkpoint.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 39, 40, 41, 99, 100, 101, 240, 1_001})
    void whatIsPutIsFoundAndSeenWhateverItsNumberIs(int count) {
        List<String> ids = ids(count);

        put(ITEMS, ids, 1);
        put(OTHERS, ids, 1);

        assertThat(checkpoint.ledger().find(ITEMS, ids)).hasSize(count).allSatisfy((id, row) -> {
            assertThat(row.id()).isEqualTo(id);
            assertThat(row.target()).isEqualTo(target(id));
            assertThat(row.hash()).containsExactly(id.length(), id.charAt(id.length() - 1));
            assertThat(row.writes()).isEqualTo(id.length());
            assertThat(row.mayBeThere()).isTrue();
        });
        seen(ids, 2);
        assertThat(checkpoint.ledger().there(ITEMS, 2)).isZero();
        assertThat(checkpoint.ledger().there(ITEMS, 3)).isEqualTo(count);
        assertThat(checkpoint.ledger().there(OTHERS, 2)).isEqualTo(count);
    }

    @Test
    void onlyWhatIsAskedForIsFoundAndSeen() {
        put(ITEMS, ids(250), 1);

        assertThat(checkpoint.ledger().find(ITEMS, List.of("r7", "r249", "missing", "r7")))
                .containsOnlyKeys("r7", "r249");
        seen(ids(248), 2);
        assertThat(checkpoint.ledger().unseen(ITEMS, 2, "", 10)).containsExactly("r248", "r249");
    }

    @Test
    void aRowThatIsGoneKeepsNeitherHashNorPlace() {
        put(ITEMS, List.of("a"), 1);

        checkpoint.transaction(() -> {
            Written gone = new Written();
            gone.add("a", "a", null, 2, true);
            checkpoint.ledger().put(ITEMS, 2, gone);
            return true;
        });

        Ledger row = checkpoint.ledger().find(ITEMS, "a").orElseThrow();
        assertThat(row.mayBeThere()).isFalse();
        assertThat(row.hash()).isNull();
        assertThat(row.writes()).isEqualTo(2);
        assertThat(checkpoint.ledger().there(ITEMS, Long.MAX_VALUE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 101, 230})
    void whatLeavesTheQuarantineLeavesItWhateverItsNumberIs(int count) {
        QuarantineTable quarantine = checkpoint.quarantine();
        checkpoint.transaction(() -> {
            ids(count + 1)
                    .forEach(id ->
                            quarantine.put(ITEMS, id, new Problem("x", "y"), Map.of(), false, Instant.ofEpochMilli(1)));
            quarantine.remove(ITEMS, ids(count));
            return true;
        });

        assertThat(quarantine.list(ITEMS, "items", "", 10))
                .extracting(Quarantined::id)
                .containsExactly("r" + count);
    }

    private void put(int collection, List<String> ids, long pass) {
        checkpoint.transaction(() -> {
            Written rows = new Written();
            ids.forEach(id -> rows.add(
                    id,
                    target(id),
                    new byte[] {(byte) id.length(), (byte) id.charAt(id.length() - 1)},
                    id.length(),
                    false));
            checkpoint.ledger().put(collection, pass, rows);
            return true;
        });
    }

    private void seen(List<String> ids, long pass) {
        checkpoint.transaction(() -> {
            checkpoint.ledger().seen(ITEMS, ids, pass);
            return true;
        });
    }

    private static String target(String id) {
        return id.endsWith("3") ? "t" + id : id;
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "r" + i).toList();
    }
}
