package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.cli.terminal.Terminal;
import dev.mooring.migrate.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MigrationProgressTest {

    private static final Progress HALF = new Progress(
            "notes",
            Progress.Step.COPY,
            50_000,
            OptionalLong.of(100_000),
            12_345.6,
            Optional.of(Duration.ofSeconds(65)),
            3);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong();

    private MigrationProgress progress(Map<String, String> environment) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new MigrationProgress(Terminal.of(stream, stream, environment), now::get);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aPersonSeesABarWithRateAndTheTimeThatIsLeft() {
        MigrationProgress progress = progress(Map.of("MOORING_COLUMNS", "120"));

        progress.accept(HALF);
        progress.end();

        assertThat(printed())
                .contains(
                        "notes copy [##########----------] 50,000 of 100,000, 12,346/s, 1 min 5 s left, 3 in quarantine")
                .endsWith("\r\u001b[2K");
    }

    @Test
    void elsewhereAPlainLineComesNowAndThen() {
        MigrationProgress progress = progress(Map.of());
        progress.accept(HALF);
        now.addAndGet(Duration.ofSeconds(5).toNanos());

        progress.accept(HALF);
        progress.accept(HALF);
        progress.end();

        assertThat(printed().lines())
                .containsExactly("notes copy 50,000 of 100,000, 12,346/s, 1 min 5 s left, 3 in quarantine");
    }

    @Test
    void whatIsNotKnownIsNotTold() {
        MigrationProgress progress = progress(Map.of("MOORING_COLUMNS", "120"));

        progress.accept(new Progress("notes", Progress.Step.TAIL, 7, OptionalLong.empty(), 1, Optional.empty(), 0));

        assertThat(printed()).endsWith("notes tail 7, 1/s");
    }
}
