package dev.mooring.supabase.sim;

import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types of columns: how PostgreSQL reads, writes and compares their values. */
public enum Type {
    /** {@code text}, in a collation that is not the order of code points. */
    TEXT("text"),
    /** {@code uuid}. */
    UUID("uuid"),
    /** {@code bigint}. */
    BIGINT("bigint"),
    /** {@code numeric}. */
    NUMERIC("numeric"),
    /** {@code boolean}. */
    BOOLEAN("boolean"),
    /** {@code jsonb}. */
    JSONB("jsonb"),
    /** {@code timestamptz}: microseconds since 1970. */
    TIMESTAMPTZ("timestamp with time zone");

    private static final Set<String> YES = Set.of("t", "true", "y", "yes", "on", "1");
    private static final Set<String> NO = Set.of("f", "false", "n", "no", "off", "0");

    private final String sql;

    Type(String sql) {
        this.sql = sql;
    }

    /** The value of a literal in a filter. */
    Object parse(String text, long now) {
        if (text.indexOf('\0') >= 0) {
            throw PgError.sql("22021", "invalid byte sequence for encoding \"UTF8\": 0x00");
        }
        return switch (this) {
            case TEXT -> text;
            case UUID -> uuid(text);
            case BIGINT -> bigint(text);
            case NUMERIC -> numeric(text);
            case BOOLEAN -> truth(text);
            case JSONB -> json(text);
            case TIMESTAMPTZ -> Micros.parse(text, now);
        };
    }

    /** The value of a member of a body. */
    @Nullable Object read(@Nullable Object value, long now) {
        if (value == null) {
            return null;
        }
        noNul(value);
        if (this == JSONB) {
            return value;
        }
        if (value instanceof String text) {
            return parse(text, now);
        }
        if (value instanceof Map || value instanceof List) {
            String text = Json.standard().text(value);
            return this == TEXT ? text : parse(text, now);
        }
        String text = value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
        return parse(text, now);
    }

    /** The JSON of a value. */
    @Nullable Object write(@Nullable Object value) {
        return this == TIMESTAMPTZ && value instanceof Long micros ? Micros.write(micros) : value;
    }

    int compare(Object one, Object other) {
        return switch (this) {
            case TEXT -> collated((String) one, (String) other);
            case UUID -> ((String) one).compareTo((String) other);
            case BIGINT, TIMESTAMPTZ -> Long.compare((Long) one, (Long) other);
            case NUMERIC -> ((BigDecimal) one).compareTo((BigDecimal) other);
            case BOOLEAN -> Boolean.compare((Boolean) one, (Boolean) other);
            case JSONB -> one.equals(other) ? 0 : one.toString().compareTo(other.toString());
        };
    }

    /** As in most languages' collations, case decides last. */
    private static int collated(String one, String other) {
        int byLetters = one.compareToIgnoreCase(other);
        return byLetters != 0 ? byLetters : other.compareTo(one);
    }

    private static String uuid(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        if (!small.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw UUID.invalid(text);
        }
        return small;
    }

    private static Long bigint(String text) {
        if (!text.trim().matches("[+-]?[0-9]+")) {
            throw BIGINT.invalid(text);
        }
        BigInteger number = new BigInteger(text.trim());
        if (number.bitLength() > 63) {
            throw PgError.sql("22003", "value \"" + text + "\" is out of range for type bigint");
        }
        return number.longValue();
    }

    private static BigDecimal numeric(String text) {
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            throw NUMERIC.invalid(text);
        }
    }

    private static Boolean truth(String text) {
        String small = text.trim().toLowerCase(Locale.ROOT);
        if (!YES.contains(small) && !NO.contains(small)) {
            throw BOOLEAN.invalid(text);
        }
        return YES.contains(small);
    }

    private static Object json(String text) {
        try {
            Object value = Json.standard().parse(text);
            return value == null ? "null" : value;
        } catch (UnreadableJson e) {
            throw PgError.sql("22P02", "invalid input syntax for type json");
        }
    }

    private PgError invalid(String text) {
        return PgError.sql("22P02", "invalid input syntax for type " + sql + ": \"" + text + "\"");
    }

    private static void noNul(@Nullable Object value) {
        boolean nul = value instanceof String text && text.indexOf('\0') >= 0;
        if (nul) {
            throw PgError.sql("22P05", "unsupported Unicode escape sequence", "\\u0000 cannot be converted to text.");
        }
        if (value instanceof List<?> list) {
            list.forEach(Type::noNul);
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> {
                noNul(name);
                noNul(member);
            });
        }
    }
}
