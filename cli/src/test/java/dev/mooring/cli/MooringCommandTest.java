package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.cli.terminal.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all commands have in common. */
class MooringCommandTest {

    @Test
    void withoutACommandTheHelpIsShown() {
        Ran shown = Ran.mooring();

        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("Start with: mooring demo", "Exit codes:");
        for (Exit exit : Exit.values()) {
            assertThat(shown.out()).contains(String.valueOf(exit.code()), exit.words());
        }
    }

    @Test
    void everyCommandExplainsItselfWithAnExample() {
        for (String command : new String[] {"demo", "serve", "sync", "pending", "dead-letters", "doctor", "contract"}) {
            Ran shown = Ran.mooring(command, "--help");

            assertThat(shown.code()).isZero();
            assertThat(shown.out()).contains("Usage: mooring " + command, "Examples:", "  mooring " + command);
            assertThat(shown.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }

    @Test
    void aMisspelledCommandComesWithTheNearestOne() {
        Ran shown = Ran.mooring("pendign", "list.db");

        assertThat(shown.code()).isEqualTo(Exit.USAGE.code());
        assertThat(shown.out()).isEmpty();
        assertThat(shown.err()).contains("pendign", "did you mean 'pending'?").hasLineCount(1);
    }

    @Test
    void aMissingArgumentIsNamed() {
        Ran shown = Ran.mooring("pending");

        assertThat(shown.code()).isEqualTo(Exit.USAGE.code());
        assertThat(shown.err()).contains("STORE", "see mooring pending --help").hasLineCount(1);
    }

    @Test
    void theVersionNamesTheJdk() {
        Ran shown = Ran.mooring("--version");

        assertThat(shown.code()).isZero();
        assertThat(shown.out()).startsWith("mooring ").contains("JDK " + Runtime.version());
    }

    @Test
    void completionIsAScriptThatKnowsTheCommands() {
        Ran printed = Ran.mooring("completion");

        assertThat(printed.code()).isZero();
        assertThat(printed.out()).startsWith("#!/usr/bin/env bash").contains("dead-letters", "--timeout");
    }

    @Test
    void theHelpHasColoursOnlyWhereAPersonWantsThem() {
        assertThat(Ran.mooring("--help").out()).doesNotContain("\u001b");
        assertThat(Ran.mooring(Map.of("MOORING_COLUMNS", "100"), "--help").out())
                .contains("\u001b[");
        assertThat(Ran.mooring(Map.of("MOORING_COLUMNS", "100", "NO_COLOR", "1"), "--help")
                        .out())
                .doesNotContain("\u001b");
    }

    @Test
    void aReaderThatWentAwayEndsItWithoutAWord(@TempDir Path directory) {
        try (Desk desk = Desk.open(directory)) {
            desk.offline(list -> list.put("milk", Map.of()));
            PrintStream closed = new PrintStream(
                    new OutputStream() {
                        @Override
                        public void write(int octet) throws IOException {
                            throw new IOException("Broken pipe");
                        }
                    },
                    false,
                    StandardCharsets.UTF_8);
            ByteArrayOutputStream err = new ByteArrayOutputStream();

            int code = Ran.run(
                    Map.of(),
                    closed,
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    "pending",
                    desk.store(),
                    "--json");

            assertThat(code).isEqualTo(Exit.CLOSED_PIPE.code());
            assertThat(err.size()).isZero();
        }
    }

    @Test
    void whoIsInterruptedEndsSoWhateverTheCallMadeOfIt(@TempDir Path directory) {
        try (Desk desk = Desk.open(directory)) {
            String config = desk.config();
            Thread.currentThread().interrupt();

            Ran synced = Ran.mooring("sync", config);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(synced.code()).isEqualTo(Exit.INTERRUPTED.code());
            assertThat(synced.out() + synced.err())
                    .as("nothing is known of the backend")
                    .isEmpty();
        }
    }

    @Test
    void whatIsNoExceptionIsOneLineAndADefectToo() {
        PrintStream broken = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                throw new StackOverflowError("too deep");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int code = Ran.run(
                Map.of(), broken, new PrintStream(err, true, StandardCharsets.UTF_8), "sql", "supabase", "todos");

        assertThat(code).isEqualTo(Exit.DEFECT.code());
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("a defect of mooring", "too deep")
                .hasLineCount(1);
    }

    @Test
    void helpThatCannotBeWrittenIsNotTakenForDone() {
        OutputStream stream = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        PrintStream full = Output.to(stream, false);
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int code = Ran.run(Map.of(), full, new PrintStream(err, true, StandardCharsets.UTF_8), "completion");

        assertThat(code).isEqualTo(Exit.USAGE.code());
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("cannot be written: No space left on device")
                .hasLineCount(1);
    }
}
