package dev.mooring.fetch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's time stamp, kept as the exact text that the server wrote: ISO 8601 with any number of fraction digits, or a number of
 * seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by its size. Immutable.
 *
 * @param text as the server wrote it
 * @param instant the moment it means
 */
record Stamp(String text, Instant instant) implements Comparable<Stamp> {

    private static final Pattern ISO = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)([T ])(\\d\\d:\\d\\d:\\d\\d)(?:\\.(\\d{1,9}))?(Z|[+-]\\d\\d(?::?\\d\\d)?)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,19}(\\.\\d{1,9})?");

    /** The stamp that a text means; empty for a text that is none. */
    static Optional<Stamp> of(String text) {
        try {
            Matcher iso = ISO.matcher(text);
            if (iso.matches()) {
                return Optional.of(new Stamp(text, local(text, iso).toInstant(zone(iso.group(5)))));
            }
            return NUMBER.matcher(text).matches() ? Optional.of(new Stamp(text, epoch(text))) : Optional.empty();
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The stamp of so much earlier, in the form and precision of this one. */
    Stamp minus(Duration time) {
        Instant earlier = instant.minus(time);
        Matcher iso = ISO.matcher(text);
        return new Stamp(iso.matches() ? iso(iso, earlier) : number(earlier), earlier);
    }

    @Override
    public int compareTo(Stamp other) {
        return instant.compareTo(other.instant);
    }

    /** By its digits, which have fixed places: a formatter takes ten times as long, and every row has a stamp. */
    private static LocalDateTime local(String text, Matcher iso) {
        return LocalDateTime.of(
                Integer.parseInt(text, 0, 4, 10),
                Integer.parseInt(text, 5, 7, 10),
                Integer.parseInt(text, 8, 10, 10),
                Integer.parseInt(text, 11, 13, 10),
                Integer.parseInt(text, 14, 16, 10),
                Integer.parseInt(text, 17, 19, 10),
                iso.start(4) < 0 ? 0 : nanos(text, iso.start(4), iso.end(4)));
    }

    private static int nanos(String text, int from, int to) {
        int nanos = Integer.parseInt(text, from, to, 10);
        for (int digits = to - from; digits < 9; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static ZoneOffset zone(String zone) {
        return zone == null || zone.equals("Z") ? ZoneOffset.UTC : ZoneOffset.of(zone);
    }

    private static String iso(Matcher form, Instant moment) {
        LocalDateTime local = LocalDateTime.ofInstant(moment, zone(form.group(5)));
        int digits = form.group(4) == null ? 0 : form.group(4).length();
        String nanos = String.format("%09d", moment.get(ChronoField.NANO_OF_SECOND));
        return "%s%s%tT%s%s"
                .formatted(
                        local.toLocalDate(),
                        form.group(2),
                        local,
                        digits == 0 ? "" : "." + nanos.substring(0, digits),
                        form.group(5) == null ? "" : form.group(5));
    }

    private static Instant epoch(String text) {
        BigDecimal seconds = new BigDecimal(text).movePointLeft(places(text));
        long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
        return Instant.ofEpochSecond(
                whole,
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }

    private String number(Instant moment) {
        BigDecimal seconds = BigDecimal.valueOf(moment.getEpochSecond()).add(BigDecimal.valueOf(moment.getNano(), 9));
        int decimals = new BigDecimal(text).scale();
        return seconds.movePointRight(places(text))
                .setScale(decimals, RoundingMode.FLOOR)
                .toPlainString();
    }

    private static int places(String text) {
        int digits = new BigDecimal(text).abs().toBigInteger().toString().length();
        return digits <= 11 ? 0 : digits <= 14 ? 3 : digits <= 17 ? 6 : 9;
    }
}
