package dev.mooring.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mooring.cli.terminal.Terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Terminal terminal(Map<String, String> environment) {
        return Terminal.of(stream(out), stream(err), environment);
    }

    private static PrintStream stream(OutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Test
    void coloursAreForPeopleWhoWantThem() {
        assertThat(terminal(Map.of()).paint(Style.GOOD, "ok")).isEqualTo("ok");
        assertThat(terminal(Map.of("MOORING_COLUMNS", "80")).paint(Style.GOOD, "ok"))
                .isEqualTo("\u001b[32mok\u001b[0m");
        assertThat(terminal(Map.of("MOORING_COLUMNS", "80", "NO_COLOR", "1")).paint(Style.GOOD, "ok"))
                .isEqualTo("ok");
        assertThat(terminal(Map.of("MOORING_COLUMNS", "80", "NO_COLOR", "")).paint(Style.GOOD, "ok"))
                .as("an empty NO_COLOR says nothing")
                .isNotEqualTo("ok");
        assertThat(terminal(Map.of("MOORING_COLUMNS", "80", "TERM", "dumb")).paint(Style.GOOD, "ok"))
                .isEqualTo("ok");
    }

    @Test
    void linesFitTheTerminal() {
        terminal(Map.of("MOORING_COLUMNS", "40")).say("   ", "one two three four five six seven eight nine ten");

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("   one two three four five six seven", "   eight nine ten");
    }

    @Test
    void theWidthHasBounds() {
        assertThat(terminal(Map.of()).width()).isEqualTo(80);
        assertThat(terminal(Map.of("MOORING_COLUMNS", "7")).width()).isEqualTo(40);
        assertThat(terminal(Map.of("MOORING_COLUMNS", "500")).width()).isEqualTo(120);
        assertThat(terminal(Map.of("MOORING_COLUMNS", "wide")).width()).isEqualTo(80);
    }

    @Test
    void quietTellsResultsAndErrorsOnly() {
        Terminal terminal = terminal(Map.of());
        terminal.quiet(true);

        terminal.say("a story");
        terminal.line("a line of it");
        terminal.result("a result");
        terminal.error("a problem\nin two lines");

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("a result");
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).containsExactly("mooring: a problem in two lines");
    }

    @Test
    void aReaderThatWentAwayIsNoticed() {
        Terminal closed = Terminal.of(
                stream(new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                }),
                stream(err),
                Map.of());

        assertThatExceptionOfType(ClosedPipe.class).isThrownBy(() -> closed.result("x"));
    }

    @Test
    void aTerminalWithoutMovingLinesIsNotLive() {
        assertThat(terminal(Map.of("MOORING_COLUMNS", "100")).live()).isTrue();
        assertThat(terminal(Map.of("MOORING_COLUMNS", "100", "TERM", "dumb")).live())
                .isFalse();
        assertThat(terminal(Map.of("MOORING_COLUMNS", "100", "TERM", "dumb")).width())
                .isEqualTo(100);
    }

    @Test
    void whatAStrangerWroteDoesNotSteerTheTerminal() {
        Terminal terminal = terminal(Map.of());

        terminal.error("no \u001b]0;title\u0007 such\rthing \u009b31m, \u00e9 \ud83d\ude00");

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("mooring: no ?]0;title? such thing ?31m, \u00e9 \ud83d\ude00" + System.lineSeparator());
    }

    @Test
    void aFullDiskIsNoReaderThatWentAway() {
        fails("No space left on device", false);
        fails("No space left on device", true);
        fails("Auf dem Ger\u00e4t ist kein Speicherplatz mehr verf\u00fcgbar", true);
    }

    @Test
    void aReaderThatWentAwayIsNoticedInAnyLanguage() {
        for (String why :
                new String[] {"Broken pipe", "Daten\u00fcbergabe unterbrochen (broken pipe)", "Relais bris\u00e9 (pipe)"
                }) {
            Terminal closed = failing(why, false);

            assertThatExceptionOfType(ClosedPipe.class).as(why).isThrownBy(() -> closed.result("x"));
        }
    }

    private void fails(String why, boolean file) {
        Terminal full = failing(why, file);

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> full.result("x"))
                .havingCause()
                .withMessage(why);
    }

    private Terminal failing(String why, boolean file) {
        OutputStream stream = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(why);
            }
        };
        return Terminal.of(Output.to(stream, file), stream(err), Map.of());
    }
}
