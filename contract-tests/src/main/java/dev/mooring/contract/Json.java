package dev.mooring.contract;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, text, numbers and booleans as JSON: enough for a report, and no library that a user would have to bear. */
final class Json {

    private Json() {}

    static String text(Map<String, ?> value) {
        StringBuilder out = new StringBuilder();
        write(value, "", out);
        return out.append('\n').toString();
    }

    private static void write(@Nullable Object value, String indent, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            object(map, indent, out);
        } else if (value instanceof List<?> list) {
            array(list, indent, out);
        } else if (value instanceof Number || value instanceof Boolean || value == null) {
            out.append(value);
        } else {
            string(value.toString(), out);
        }
    }

    private static void object(Map<?, ?> map, String indent, StringBuilder out) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            out.append('\n').append(indent).append("  ");
            string(String.valueOf(entry.getKey()), out);
            out.append(": ");
            write(entry.getValue(), indent + "  ", out);
            out.append(entries.hasNext() ? "," : "\n" + indent);
        }
        out.append('}');
    }

    private static void array(List<?> list, String indent, StringBuilder out) {
        out.append('[');
        Iterator<?> items = list.iterator();
        while (items.hasNext()) {
            out.append('\n').append(indent).append("  ");
            write(items.next(), indent + "  ", out);
            out.append(items.hasNext() ? "," : "\n" + indent);
        }
        out.append(']');
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < 0x20 || Character.isSurrogate((char) c)) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        out.append('"');
    }
}
