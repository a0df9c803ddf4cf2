package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code docs/cli.md} and {@code docs/migrate.md} work as they stand there. Those that take long or never end have tests of their own. */
class CommandPageTest {

    private static final Path PAGE = Path.of("..", "docs", "cli.md");
    private static final Path MIGRATION = Path.of("..", "docs", "migrate.md");
    private static final Pattern BLOCK = Pattern.compile("^```[a-z]*\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern EXIT = Pattern.compile("\\| ([0-9]+) \\| (.*) \\|");
    private static final Pattern LONG = Pattern.compile("mooring ((demo|serve).*|contract .* --erase)");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void everyCommandDoesWhatItIsShownFor() throws IOException {
        List<String> commands = commands(PAGE);
        assertThat(commands).hasSizeGreaterThan(10);

        for (String command : commands) {
            Path own = Files.createDirectory(directory.resolve(String.valueOf(commands.indexOf(command))));
            try (Desk desk = Desk.open(own)) {
                desk.config();
                desk.giveUp("milk", Map.of("count", 1L));
                desk.offline(list -> list.put("bread", Map.of()));
                desk.file("list.jsonl", Ran.mooring("export", desk.store()).out());
                Ran ran = Ran.mooring(arguments(command, own));

                assertThat(ran.code()).as(command + ": " + ran).isIn(0, 1);
                assertThat(ran.err()).as(command).isEmpty();
                assertThat(ran.out()).as(command).satisfies(out -> {
                    if (!command.contains("--quiet")) {
                        assertThat(out).isNotBlank();
                    }
                });
            }
        }
    }

    @Test
    void theCommandsOfAMigrationWorkOneAfterTheOther() throws IOException {
        List<String> commands = commands(MIGRATION);
        assertThat(commands).hasSizeGreaterThan(3);
        try (Desk before = Desk.open(directory);
                Desk after = Desk.open(directory)) {
            before.config();
            before.offline(list -> list.put("milk", Map.of("count", 1L)));
            assertThat(Ran.mooring("sync", before.config()).code()).isZero();
            Files.move(Path.of(before.config()), directory.resolve("old.properties"));
            Files.move(Path.of(after.config()), directory.resolve("new.properties"));

            for (String command : commands) {
                Ran ran = Ran.mooring(arguments(command, directory));

                assertThat(ran.code()).as(command + ": " + ran).isZero();
            }
            assertThat(after.there()).hasSize(1);
            assertThat(directory.resolve("reports")).isNotEmptyDirectory();
        }
    }

    @Test
    void theCodesAreAllThere() throws IOException {
        List<String> told = new ArrayList<>();
        Matcher rows = EXIT.matcher(Files.readString(PAGE));
        while (rows.find()) {
            told.add(rows.group(1) + " " + rows.group(2));
        }

        assertThat(told)
                .containsExactlyElementsOf(Arrays.stream(Exit.values())
                        .map(exit -> exit.code() + " " + exit.words())
                        .toList());
    }

    private static List<String> commands(Path page) throws IOException {
        List<String> commands = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(page));
        while (blocks.find()) {
            blocks.group(1)
                    .lines()
                    .filter(line ->
                            line.startsWith("mooring ") && !LONG.matcher(line).matches())
                    .forEach(commands::add);
        }
        return commands;
    }

    /** As the shell would cut them; files are in the directory, and the one dead letter has its own number. */
    private static String[] arguments(String command, Path directory) {
        return Arrays.stream(command.replaceAll(" *>.*", "").split(" ", -1))
                .skip(1)
                .map(word -> word.matches(".*\\.(db|jsonl|properties)|move|reports")
                        ? directory.resolve(word).toString()
                        : word)
                .map(word -> word.equals("3") ? number(directory) : word)
                .toArray(String[]::new);
    }

    private static String number(Path directory) {
        return String.valueOf(
                Ran.mooring("dead-letters", "list", directory.resolve("list.db").toString(), "--json")
                        .json()
                        .get(0)
                        .get("number"));
    }
}
