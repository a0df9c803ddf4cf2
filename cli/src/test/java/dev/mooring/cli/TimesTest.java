package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class TimesTest {

    private final Times times = new Times();

    @Test
    void timesAreReadAsConfigurationsWriteThem() {
        assertThat(times.convert("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(times.convert("30s")).isEqualTo(Duration.ofSeconds(30));
        assertThat(times.convert("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(times.convert("2h")).isEqualTo(Duration.ofHours(2));
        assertThat(times.convert("7d")).isEqualTo(Duration.ofDays(7));
        assertThat(times.convert("PT1M")).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatIsNoTimeIsRefused() {
        for (String text : new String[] {"", "5", "soon", "-3s", "99999999999s"}) {
            assertThatExceptionOfType(TypeConversionException.class)
                    .isThrownBy(() -> times.convert(text))
                    .withMessageContaining("'" + text + "'");
        }
    }
}
