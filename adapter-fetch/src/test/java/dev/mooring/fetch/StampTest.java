package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StampTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, 2025-12-31T23:59:59Z",
        "2026-01-01T00:00:00.123456Z, 2025-12-31T23:59:59.123456Z",
        "2026-01-01T00:00:00.100Z, 2025-12-31T23:59:59.100Z",
        "2026-01-01T00:00:00.123456789+05:30, 2025-12-31T23:59:59.123456789+05:30",
        "2026-01-01 00:00:00.12+00, 2025-12-31 23:59:59.12+00",
        "2026-01-01T00:00:00.5, 2025-12-31T23:59:59.5",
        "1767225600, 1767225599",
        "1767225600123, 1767225599123",
        "1767225600123456, 1767225599123456",
        "1767225600123456789, 1767225599123456789",
        "1767225600.25, 1767225599.25",
        "0, -1",
    })
    void earlierStampHasTheSameFormAndPrecision(String text, String earlier) {
        assertThat(Stamp.of(text).orElseThrow().minus(Duration.ofSeconds(1)).text())
                .isEqualTo(earlier);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01T00:00:00Z", "2026-01-01", "1e9", "99999999999999999999"})
    void whatIsNoTimeIsNoStamp(String text) {
        assertThat(Stamp.of(text)).isEmpty();
    }

    @Test
    void microsecondsAreTold() {
        Stamp first = Stamp.of("2026-01-01T00:00:00.000001Z").orElseThrow();
        Stamp second = Stamp.of("2026-01-01T00:00:00.000002Z").orElseThrow();

        assertThat(second).isGreaterThan(first);
    }

    @Test
    void stampsAreComparedAsMomentsNotAsTexts() {
        Stamp coarse = Stamp.of("2026-01-01T00:00:00.5Z").orElseThrow();
        Stamp fine = Stamp.of("2026-01-01T00:00:00.499999Z").orElseThrow();

        assertThat(coarse).isGreaterThan(fine);
        assertThat(Stamp.of("2026-01-01T01:00:00+01:00").orElseThrow())
                .isEqualByComparingTo(Stamp.of("2026-01-01T00:00:00Z").orElseThrow());
    }
}
