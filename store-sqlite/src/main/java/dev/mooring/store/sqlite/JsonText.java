package dev.mooring.store.sqlite;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes canonical values as compact JSON, as {@link Json} reads it. One generator writes them all, since making one takes a third as long
 * as writing a record. Used by one thread at a time.
 */
final class JsonText {

    /** A larger text is not kept room for. */
    private static final int USUAL = 64 * 1024;

    private StringWriter text = new StringWriter();
    private @Nullable JsonGenerator generator;

    String of(Map<String, ? extends @Nullable Object> fields) {
        JsonGenerator current = generator == null ? begin() : generator;
        // a value that is refused half way leaves it within an object
        generator = null;
        write(current, fields);
        current.flush();
        String written = text.toString();
        if (written.length() <= USUAL) {
            text.getBuffer().setLength(0);
            generator = current;
        }
        return written;
    }

    private JsonGenerator begin() {
        text = new StringWriter();
        return Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text);
    }

    private static void write(JsonGenerator generator, @Nullable Object value) {
        if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Long number) {
            generator.writeNumber(number);
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            map.forEach((name, member) -> {
                generator.writeName((String) name);
                write(generator, member);
            });
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            list.forEach(item -> write(generator, item));
            generator.writeEndArray();
        } else {
            writeRare(generator, value);
        }
    }

    private static void writeRare(JsonGenerator generator, @Nullable Object value) {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof BigDecimal number) {
            generator.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            generator.writeNumber(number);
        } else {
            throw new IllegalArgumentException(
                    "not a canonical value: " + value.getClass().getName());
        }
    }
}
