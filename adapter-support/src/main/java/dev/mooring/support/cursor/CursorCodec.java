package dev.mooring.support.cursor;

import dev.mooring.sync.Cursor;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Cursors with named parts: {@code type.version:name=value&name=value}. What another type or version made, or nobody, is not read at all
 * and means {@link Cursor#START} (LIST-10, FEED-13, FEED-14): so a changed meaning of the parts only needs another version.
 * Immutable.
 */
public final class CursorCodec {

    private final String prefix;
    private final List<String> names;

    private CursorCodec(String prefix, List<String> names) {
        this.prefix = prefix;
        this.names = names;
    }

    /**
     * Reads and writes cursors of one kind.
     *
     * @param type tells them from every other kind, of this adapter and of others
     * @param version of their parts
     * @param names of the parts, which every cursor has, in this order
     */
    public static CursorCodec of(String type, int version, String... names) {
        if (!type.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("a cursor's type has letters, digits and hyphens, was '" + type + "'");
        }
        return new CursorCodec(type + "." + version + ":", List.of(names));
    }

    /** The cursor with these parts. */
    public Cursor cursor(Map<String, String> parts) {
        if (!has(parts)) {
            throw new IllegalArgumentException("a cursor has the parts " + names + ", got " + parts.keySet());
        }
        return new Cursor(names.stream()
                .map(name -> encoded(name) + '=' + encoded(Objects.requireNonNull(parts.get(name), name)))
                .collect(Collectors.joining("&", prefix, "")));
    }

    /** The parts of a cursor; empty = it means {@link Cursor#START}. Never throws. */
    public Optional<Map<String, String>> parts(Cursor cursor) {
        if (!cursor.token().startsWith(prefix)) {
            return Optional.empty();
        }
        Map<String, String> parts = new LinkedHashMap<>();
        String rest = cursor.token().substring(prefix.length());
        for (String part : rest.isEmpty() ? new String[0] : rest.split("&", -1)) {
            int equals = part.indexOf('=');
            Optional<String> name = decoded(part.substring(0, Math.max(equals, 0)));
            Optional<String> value = decoded(part.substring(equals + 1));
            if (equals < 0 || name.isEmpty() || value.isEmpty() || parts.put(name.get(), value.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(parts).filter(this::has);
    }

    private boolean has(Map<String, String> parts) {
        return parts.size() == names.size() && parts.keySet().containsAll(names);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
