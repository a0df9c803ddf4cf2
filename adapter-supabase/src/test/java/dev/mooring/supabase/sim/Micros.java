package dev.mooring.supabase.sim;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Moments in microseconds since 1970, as timestamptz keeps them. */
final class Micros {

    static final long INFINITY = Long.MAX_VALUE;
    private static final long SECOND = 1_000_000;

    private Micros() {}

    static long parse(String text, long now) {
        if (text.equals("now")) {
            return now;
        }
        if (text.equals("infinity")) {
            return INFINITY;
        }
        try {
            return of(moment(text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) (\\d)", "$1T$2")));
        } catch (DateTimeException e) {
            throw PgError.sql("22007", "invalid input syntax for type timestamp with time zone: \"" + text + "\"");
        }
    }

    private static Instant moment(String text) {
        boolean zoned = text.endsWith("Z") || text.matches(".*[+-]\\d\\d(:?\\d\\d)?");
        return zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    static long of(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    /** With 0 to 6 digits behind the seconds, zeros at the end dropped, and the offset of UTC as to_json writes it. */
    static String write(long micros) {
        if (micros == INFINITY) {
            return "infinity";
        }
        String whole = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")
                .format(LocalDateTime.ofEpochSecond(Math.floorDiv(micros, SECOND), 0, ZoneOffset.UTC));
        String digits = String.format("%06d", Math.floorMod(micros, SECOND)).replaceAll("0+$", "");
        return whole + (digits.isEmpty() ? "" : "." + digits) + "+00:00";
    }
}
