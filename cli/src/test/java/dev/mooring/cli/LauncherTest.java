package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code ./mooring} in a clone of its own, with a Maven and a Java that only note what they are asked for. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherTest {

    private static final Path SCRIPT = Path.of("..", "mooring");
    private static final List<String> PROGRAMS = List.of("/usr/local/bin", "/usr/bin", "/bin");
    private static final List<String> NEEDED =
            List.of("cat", "dirname", "find", "grep", "mkdir", "mv", "readlink", "rm", "sleep", "tail", "touch");

    @TempDir
    private Path directory = Path.of("");

    private final List<Process> started = new ArrayList<>();
    private Path clone = Path.of("");
    private Path jar = Path.of("");
    private String programs = String.join(":", PROGRAMS);

    @BeforeEach
    void cloned() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the launcher is for systems with bash");
        clone = Files.createDirectories(directory.resolve("a clone"));
        jar = clone.resolve("cli/target/mooring.jar");
        Files.createDirectories(clone.resolve("cli/src/main"));
        Files.writeString(clone.resolve("cli/src/main/Source.java"), "");
        Files.writeString(clone.resolve("pom.xml"), "");
        Files.copy(SCRIPT, clone.resolve("mooring"), StandardCopyOption.COPY_ATTRIBUTES);
        maven("");
        Files.createDirectories(directory.resolve("jdk/bin"));
        program("jdk/bin/java", "echo \"java $*\"");
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    }

    @AfterEach
    void ended() throws InterruptedException {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    /** A Maven that does something before it makes the jar. */
    private void maven(String before) throws IOException {
        Files.createDirectories(directory.resolve("bin"));
        program(
                "bin/mvn",
                "for word; do case $word in -Dmooring.jar=*) part=${word#*=};; esac; done",
                "echo \"$part\" >>" + quoted("calls"),
                before,
                "echo whole >\"$part\"");
    }

    private void program(String name, String... lines) throws IOException {
        Path program = directory.resolve(name);
        Files.writeString(program, "#!/bin/bash\n" + String.join("\n", lines) + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private String quoted(String name) {
        return "\"" + directory.resolve(name) + "\"";
    }

    private Process start(Path script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", script.toString(), "pending", "a b.db");
        Map<String, String> environment = builder.environment();
        environment.put("PATH", directory.resolve("bin") + ":" + programs);
        environment.put("JAVA_HOME", directory.resolve("jdk").toString());
        Process process = builder.directory(
                        Files.createTempDirectory(directory, "elsewhere").toFile())
                .start();
        started.add(process);
        return process;
    }

    private Ran ran(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = String.join("\n", process.errorReader().lines().toList());
        return new Ran(process.waitFor(), out, err);
    }

    private Ran mooring() throws IOException, InterruptedException {
        return ran(start(clone.resolve("mooring")));
    }

    /** The files that were built so far. */
    private List<String> built() throws IOException {
        Path calls = directory.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private int builds() throws IOException {
        return built().size();
    }

    /** As on a system that has flock, or on one that has not. */
    private void locking(boolean flock) throws IOException {
        if (flock) {
            assumeTrue(installed("flock").isPresent(), "there is no flock here");
            return;
        }
        Path few = Files.createDirectories(directory.resolve("few"));
        for (String program : NEEDED) {
            Optional<Path> found = installed(program);
            assumeTrue(found.isPresent(), () -> "there is no " + program + " here");
            program("few/" + program, "exec " + found.orElseThrow() + " \"$@\"");
        }
        programs = few.toString();
    }

    private static Optional<Path> installed(String program) {
        return PROGRAMS.stream()
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Two ends that wait for each other: who reads it, and who writes it. */
    private void meeting(String name) throws IOException, InterruptedException {
        assumeTrue(installed("mkfifo").isPresent(), "there is no mkfifo here");
        Process made = new ProcessBuilder("mkfifo", directory.resolve(name).toString()).start();
        assertThat(made.waitFor()).isZero();
    }

    @Test
    void theFirstUseBuildsAndSaysSoAndTheSecondDoesNot() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(directory.resolve("bin/mooring"), clone.resolve("mooring"));

        Ran first = ran(start(link));
        Ran second = mooring();

        assertThat(first.code()).as(first.toString()).isZero();
        assertThat(first.err()).contains("building it once", "built in");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).endsWith("-jar " + jar + " pending a b.db\n");
        assertThat(builds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTwoAtOnceOneBuildsAndTheOtherWaits(boolean flock) throws IOException, InterruptedException {
        locking(flock);
        meeting("gate");
        maven("read -r line <" + quoted("gate"));
        Process first = start(clone.resolve("mooring"));
        assertThat(first.errorReader().readLine()).contains("building it once");
        Process second = start(clone.resolve("mooring"));
        assertThat(second.errorReader().readLine()).contains("another start builds it already");

        Files.writeString(directory.resolve("gate"), "go on\n");

        assertThat(ran(first).code()).isZero();
        assertThat(ran(second).code()).isZero();
        assertThat(builds()).isEqualTo(1);
        assertThat(clone.resolve("cli/target/build.lock.d")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBuildThatWasKilledLeavesNothingThatCountsAsBuilt(boolean flock) throws IOException, InterruptedException {
        locking(flock);
        meeting("reached");
        maven("[ -p " + quoted("reached") + " ] && { echo half >\"$part\"; echo now >" + quoted("reached")
                + "; exit 1; }");
        Process first = start(clone.resolve("mooring"));
        assertThat(Files.readString(directory.resolve("reached"))).startsWith("now");
        first.destroyForcibly().waitFor();
        assertThat(jar).doesNotExist();
        Files.delete(directory.resolve("reached"));

        Ran second = mooring();

        assertThat(second.code()).as(second.toString()).isZero();
        assertThat(jar).hasContent("whole\n");
        assertThat(built()).as("no two builds write one file").hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aSourceThatIsEditedWhileItIsBuiltIsBuiltTheNextTime() throws IOException, InterruptedException {
        maven("touch \"$PWD/cli/src/main/Source.java\"");

        mooring();
        maven("");
        Ran second = mooring();
        Ran third = mooring();

        assertThat(second.err()).contains("building it once");
        assertThat(third.err()).isEmpty();
    }

    @Test
    void aCommandThatRunsKeepsTheJarThatItHas() throws IOException, InterruptedException {
        mooring();
        Path running = Files.createLink(directory.resolve("as a process has it open"), jar);
        Files.writeString(clone.resolve("cli/src/main/Source.java"), "edited");

        mooring();

        assertThat(builds()).isEqualTo(2);
        assertThat(Files.isSameFile(running, jar))
                .as("the file was written over")
                .isFalse();
    }

    @Test
    void anOldJavaIsNamedInOneLine() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");
        Ran told = mooring();
        Files.delete(directory.resolve("jdk/release"));
        program("jdk/bin/java", "echo 'openjdk version \"1.8.0_292\"' >&2");
        Ran asked = mooring();

        assertThat(told.code()).isEqualTo(Exit.USAGE.code());
        assertThat(told.err()).contains("17 or later", "version 11").hasLineCount(1);
        assertThat(asked.err()).contains("17 or later", "version 8").hasLineCount(1);
        assertThat(builds()).isZero();
    }

    @Test
    void aBuildThatFailsSaysWhyAndEndsWithSix() throws IOException, InterruptedException {
        maven("echo half >\"$part\"; echo '[ERROR] no compiler'; exit 1");

        Ran ran = mooring();

        assertThat(ran.code()).isEqualTo(Exit.DEFECT.code());
        assertThat(ran.err()).contains("no compiler", "build.log");
        assertThat(built())
                .singleElement()
                .satisfies(part -> assertThat(Path.of(part)).doesNotExist());
    }

    @Test
    void aCloneThatCannotBeWrittenIsNamedInOneLine() throws IOException, InterruptedException {
        Files.writeString(clone.resolve("cli/target"), "a file where the directory should be");

        Ran ran = mooring();

        assertThat(ran.code()).isEqualTo(Exit.USAGE.code());
        assertThat(ran.err()).contains("cannot be written").hasLineCount(1);
    }
}
