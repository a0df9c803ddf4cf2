package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.support.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that {@code ./mooring} starts, as a process of its own. Runs when the jar is there: after the phase {@code package}. */
class RunnableJarCheck {

    private static final Path JAR = Path.of("target", "mooring.jar").toAbsolutePath();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void itHasAVersionAndKnowsItsBackends() throws IOException, InterruptedException {
        Ran version = run("--version");
        Ran unknown = run(
                "doctor",
                Files.writeString(directory.resolve("c.properties"), "backend = fetsch\n")
                        .toString());

        assertThat(version.code()).isZero();
        assertThat(version.out()).startsWith("mooring ").doesNotContain("from the sources");
        assertThat(version.err()).isEmpty();
        assertThat(unknown.code()).isEqualTo(Exit.USAGE.code());
        assertThat(unknown.err()).contains("fetch", "supabase");
    }

    @Test
    void theDemonstrationHoldsInTheJar() throws IOException, InterruptedException {
        Ran demo = run("demo", "--seed", "3", "--items", "12", "--json");

        assertThat(demo.code()).as(demo.toString()).isZero();
        assertThat(demo.err()).as("nothing is logged unasked").isEmpty();
        assertThat(Json.standard().parse(demo.out())).isInstanceOf(Map.class);
    }

    @Test
    void theContractSuiteIsInTheJar() throws IOException, InterruptedException {
        try (Desk desk = Desk.open(directory)) {
            String report = directory.resolve("report").toString();
            Ran proven = run(
                    "contract",
                    desk.config(),
                    "--collection",
                    "scratch",
                    "--erase",
                    "--rule",
                    "LIST-1",
                    "--report",
                    report);

            assertThat(proven.code()).as(proven.toString()).isZero();
            assertThat(proven.out()).startsWith("1 rules held, 0 failed");
            assertThat(proven.err()).isEmpty();
        }
    }

    private Ran run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int code = process.waitFor();
        return new Ran(code, text(out), text(err));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
