package dev.mooring.migrate;

import dev.mooring.migrate.internal.Excerpt;
import java.time.Duration;
import java.util.Locale;

/** How numbers and texts are written in reports. */
final class Words {

    private Words() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 850 ms}, {@code 12.3 s}, {@code 4 min 5 s}, {@code 2 h 3 min}. */
    static String time(Duration time) {
        if (time.toMillis() < 1_000) {
            return time.toMillis() + " ms";
        }
        if (time.toMinutes() < 1) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        return time.toHours() < 1
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }

    /** A text as a cell of a table: on one line, without a bar. */
    static String cell(String text) {
        String line = text.replaceAll("\\s+", " ").replace("|", "\\|");
        return Excerpt.of(line, 200);
    }
}
