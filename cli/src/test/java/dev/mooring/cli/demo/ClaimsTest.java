package dev.mooring.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Claims claims = new Claims(Terminal.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            Map.of()));

    @Test
    void oneThatDoesNotHoldBreaksTheWhole() {
        claims.same("Items that reached the server", 24L, 24L, "");
        assertThat(claims.held()).isTrue();

        claims.same("Writes still waiting", 0L, 3L, "");

        assertThat(claims.held()).isFalse();
        assertThat(claims.broken()).isEqualTo(1);
        assertThat(claims.count()).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("FAILED Writes still waiting: 3 instead of 0");
    }

    @Test
    void theTableShowsWhatWasMeasured() {
        claims.same("Items that reached the server", 24L, 24L, " items");
        claims.table();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("Items that reached the server +24 items +yes");
        assertThat(claims.json())
                .containsExactly(
                        Map.of("claim", "Items that reached the server", "measured", "24 items", "held", true));
    }
}
