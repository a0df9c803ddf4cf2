package dev.mooring.migrate.mapping;

import dev.mooring.migrate.internal.Excerpt;
import dev.mooring.migrate.internal.Json;
import dev.mooring.sync.Fields;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a field's value becomes. Nothing is lost in silence: a value that would lose something is {@link Unmappable}. Absent
 * values stay absent.
 */
public enum Conversion {
    /** Numbers and truth values become their text; maps and lists cannot. */
    TEXT {
        @Override
        Object convert(Object value) {
            if (value instanceof Map || value instanceof List) {
                throw new IllegalArgumentException("is no single value; use json-text");
            }
            return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
        }
    },
    /** Text of digits becomes a whole number, so does a truth value (1, 0). */
    INTEGER {
        @Override
        Object convert(Object value) {
            if (value instanceof Boolean truth) {
                return truth ? 1L : 0L;
            }
            return number(value).toBigIntegerExact();
        }
    },
    /** Text becomes a number. */
    NUMBER {
        @Override
        Object convert(Object value) {
            return number(value);
        }
    },
    /** {@code true}, {@code false}, 1, 0 and their texts become a truth value. */
    BOOLEAN {
        @Override
        Object convert(Object value) {
            return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw new IllegalArgumentException("is no truth value: " + shown(value));
            };
        }
    },
    /** Any value becomes its JSON, as text. */
    JSON_TEXT {
        @Override
        Object convert(Object value) {
            return Json.text(value);
        }
    },
    /** JSON as text becomes its value. */
    JSON {
        @Override
        @Nullable Object convert(Object value) {
            return Json.parse(text(value));
        }
    },
    /** A value becomes a list of one; a list stays. */
    LIST {
        @Override
        Object convert(Object value) {
            return value instanceof List ? value : List.of(value);
        }
    },
    /** Milliseconds since 1970 become ISO 8601 text in UTC. */
    MILLIS_TO_TIME {
        @Override
        Object convert(Object value) {
            return Instant.ofEpochMilli(number(value).longValueExact()).toString();
        }
    },
    /** ISO 8601 text becomes milliseconds since 1970; finer times cannot. */
    TIME_TO_MILLIS {
        @Override
        Object convert(Object value) {
            Instant time = OffsetDateTime.parse(text(value)).toInstant();
            if (!time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
                throw new IllegalArgumentException("is finer than a millisecond: " + shown(value));
            }
            return time.toEpochMilli();
        }
    };

    private static final int LONGEST = 20_000;

    /** The name in a mapping file: {@code millis-to-time}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    abstract @Nullable Object convert(Object value);

    /** The converted value of a field. */
    @Nullable Object of(String field, @Nullable Object value) {
        try {
            return value == null ? null : convert(value);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            String why = e instanceof NumberFormatException ? "is no number: " + shown(value) : e.getMessage();
            throw new Unmappable("field '" + field + "' cannot become " + label() + ": " + why, e);
        }
    }

    private static BigDecimal number(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger || value instanceof Long || value instanceof String) {
            return bounded(String.valueOf(value).strip());
        }
        throw new IllegalArgumentException("is no number: " + shown(value));
    }

    /** A short text can be a number that takes for ever to work out. */
    private static BigDecimal bounded(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("is too long for a number: " + shown(text));
        }
        BigDecimal number = new BigDecimal(text);
        Fields.value(number, "number");
        return number;
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("is no text: " + shown(value));
    }

    /** A part of a value, for messages. */
    private static String shown(@Nullable Object value) {
        return Excerpt.of(String.valueOf(value), 60);
    }
}
