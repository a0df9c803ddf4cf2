package dev.mooring.crud;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the column that says when a row was updated. */
final class Stamps {

    private Stamps() {}

    /**
     * The moment; empty when there is none.
     *
     * @throws IllegalArgumentException when the value is no moment
     */
    static Optional<Instant> read(@Nullable Object value) {
        if (value == null || "".equals(value)) {
            return Optional.empty();
        }
        return Optional.of(moment(value));
    }

    private static Instant moment(Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (value instanceof Long || value instanceof Integer) {
            return Instant.ofEpochMilli(((Number) value).longValue());
        }
        if (value instanceof Date date) {
            return fromDate(date);
        }
        if (value instanceof String text) {
            return fromText(text);
        }
        throw noMoment(value, null);
    }

    private static Instant fromDate(Date date) {
        try {
            return date.toInstant();
        } catch (UnsupportedOperationException e) {
            throw noMoment(date, e);
        }
    }

    private static Instant fromText(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw noMoment(text, e);
        }
    }

    private static IllegalArgumentException noMoment(Object value, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "is no moment: give ISO text with an offset, milliseconds since 1970, an Instant, an OffsetDateTime or a"
                        + " Timestamp, not " + value.getClass().getName(),
                cause);
    }
}
