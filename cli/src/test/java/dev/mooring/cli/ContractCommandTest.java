package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private Ran contract(String config, String... more) {
        String[] fixed = {
            "contract",
            config,
            "--collection",
            "scratch",
            "--report",
            directory.resolve("report").toString()
        };
        String[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return Ran.mooring(Map.of("LIST_TOKEN", "a token of at least some length"), all);
    }

    private String report(String ending) throws IOException {
        return Files.readString(directory.resolve("report").resolve("ConfiguredContract" + ending));
    }

    @Test
    void theReferenceBackendKeepsEveryRule() throws IOException {
        try (Desk desk = Desk.guarded(directory, "a token of at least some length")) {
            Ran ran = contract(desk.config("token = env:LIST_TOKEN"), "--erase");

            assertThat(ran.code()).as(ran.toString()).isZero();
            assertThat(ran.err()).isEmpty();
            System.out.println(ran);
            System.out.println(report(".md"));
        }
    }
}
