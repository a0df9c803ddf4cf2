package dev.mooring.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.WriteKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server says is cut somewhere, perhaps in the middle of a character: that must not keep a write from being stored. */
class CutTextTest {

    @TempDir
    Path directory;

    @Test
    void problemThatWasCutInTheMiddleOfACharacterIsStored() {
        Delivery failed = new Delivery(1, Optional.empty(), Instant.EPOCH, 1, 0, 0, Optional.of("down \ud83d"));
        PendingWrite write = new PendingWrite(
                1,
                "c",
                "1",
                WriteKey.of("d", 1),
                Intent.create(Map.of("n", 1)),
                PendingWrite.Status.READY,
                failed,
                Set.of(),
                Instant.EPOCH);
        try (SqliteStore store = SqliteStore.at(directory.resolve("store.db"))) {
            store.write(tx -> {
                tx.put(write);
                return true;
            });

            assertThat(store.read(reader -> reader.pending(1))
                            .orElseThrow()
                            .delivery()
                            .problem()
                            .orElseThrow())
                    .startsWith("down ");
        }
    }
}
