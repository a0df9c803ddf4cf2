package dev.mooring.crud;

import dev.mooring.sync.Cursor;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cursors of this adapter: a mark of the collection, a kind and parts. What is not of that form is foreign. Immutable. */
final class CursorText {

    private final String mark;

    /**
     * The cursors of one collection.
     *
     * @param scope the collection's scope: cursors of another one are foreign
     */
    CursorText(String scope) {
        mark = "crud" + Integer.toHexString(scope.hashCode());
    }

    Cursor write(String kind, String... parts) {
        StringBuilder text = new StringBuilder(mark).append('.').append(kind);
        for (String part : parts) {
            text.append('.').append(encode(part));
        }
        return new Cursor(text.toString());
    }

    /** The parts of a cursor of that kind with so many parts. */
    Optional<List<String>> read(Cursor cursor, String kind, int count) {
        String[] texts = cursor.token().split("\\.", -1);
        if (texts.length != count + 2 || !texts[0].equals(mark) || !texts[1].equals(kind)) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        try {
            for (String text : List.of(texts).subList(2, texts.length)) {
                parts.add(URLDecoder.decode(text, StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
        return Optional.of(parts);
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace(".", "%2E");
    }
}
