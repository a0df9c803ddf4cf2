package dev.mooring.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mooring.store.StoreException;
import dev.mooring.store.StoreReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** STORE-1 and STORE-7 with real processes: what a killed process was told is durable. */
class KillTest {

    private static final int ROUNDS = 3;

    @Test
    void everyAcknowledgedWriteOutlivesItsProcess(@TempDir Path place) throws IOException, InterruptedException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path file = place.resolve("killed.db");
        List<Long> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(writeAndKill(file, 1 + round * 1_000_000L, 50 + random.nextInt(400)));

            try (SqliteStore store = SqliteStore.at(file)) {
                assertThat(missing(store, acknowledged)).as("seed " + seed).isEmpty();
                store.read(KillTest::assertConsistent);
            }
        }
    }

    /** Answers with what the process acknowledged. */
    private static List<Long> writeAndKill(Path file, long from, int acknowledgements)
            throws IOException, InterruptedException {
        List<Long> acknowledged = new ArrayList<>();
        Process process = start(file, from);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            while (acknowledged.size() < acknowledgements) {
                acknowledged.add(Long.valueOf(String.valueOf(lines.readLine())));
            }
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> SqliteStore.at(file))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.LOCKED));
            // by its handle: the process itself would close the stream under us
            process.toHandle().destroyForcibly();
            process.waitFor();
            // whole lines only: the last one may have been cut
            for (String line = lines.readLine(); line != null && lines.ready(); line = lines.readLine()) {
                acknowledged.add(Long.valueOf(line));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return acknowledged;
    }

    private static Process start(Path file, long from) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        file.toString(),
                        String.valueOf(from))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<Long> missing(SqliteStore store, List<Long> acknowledged) {
        return acknowledged.stream()
                .filter(number ->
                        store.<Boolean>read(reader -> reader.pending(number).isEmpty()
                                || reader.record("c", "r" + number).isEmpty()))
                .toList();
    }

    /** Record and pending write were committed together, and counted. */
    private static boolean assertConsistent(StoreReader reader) {
        long count = reader.pendingCount("c");
        assertThat(reader.based("c")).isEqualTo(count);
        assertThat(reader.pending("c", 0, Integer.MAX_VALUE)).hasSize(Math.toIntExact(count));
        return true;
    }
}
