package dev.mooring.e2e.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.fetch.FetchBackend;
import dev.mooring.server.RestServer;
import dev.mooring.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final String TOKEN = "ann-token-7Hq2x9";

    @Test
    void law18_noTokenReachesTheStoreNotEvenWhenItIsRefused(@TempDir Path folder) throws IOException {
        try (RestServer server =
                        RestServer.builder().inMemory().user("ann", TOKEN).start();
                FetchBackend backend = FetchBackend.mooringRest(server.uri())
                        .user("ann")
                        .token(() -> TOKEN)
                        .bare()
                        .build();
                Mooring mooring = Mooring.open(SqliteStore.at(folder.resolve("local.db")))) {
            Records<Map<String, @Nullable Object>> records =
                    mooring.records("todos").sync(backend.collection("todos")).open();
            records.put("r1", Map.of("title", "visible-title"));
            Device.inStep(records);
            server.revoke(TOKEN);
            records.put("r2", Map.of("title", "waits"));
            assertThat(records.flush(Device.MOST)).isFalse();

            List<String> files = contents(folder);

            assertThat(files).anyMatch(content -> content.contains("visible-title"));
            assertThat(files).noneMatch(content -> content.contains(TOKEN));
        }
    }

    private static List<String> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .map(SecretsTest::content)
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
