package dev.mooring.support.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events from a stream, as the HTML standard defines them, in bounded memory. Not safe for several threads. */
final class EventReader {

    private static final int LONGEST = 1024 * 1024;

    private final InputStream stream;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean afterReturn;
    private boolean first = true;

    EventReader(InputStream stream) {
        this.stream = stream;
    }

    /** The next event; null at the end of the stream, which cuts off an event that is not complete. Comments are signs of life. */
    @Nullable Event next() throws IOException {
        String type = "";
        StringBuilder data = new StringBuilder();
        boolean any = false;
        for (String text = line(); text != null; text = line()) {
            if (text.isEmpty() && (any || !type.isEmpty())) {
                return new Event(type.isEmpty() ? "message" : type, data.toString());
            }
            if (name(text).equals("event")) {
                type = value(text);
            } else if (name(text).equals("data")) {
                data.append(any ? "\n" : "").append(value(text));
                any = true;
                bounded(data.length());
            }
        }
        return null;
    }

    private static String name(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }

    private static String value(String text) {
        int colon = text.indexOf(':');
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        return rest.startsWith(" ") ? rest.substring(1) : rest;
    }

    /** A line without its end; null at the end of the stream. */
    private @Nullable String line() throws IOException {
        line.reset();
        for (int octet = stream.read(); octet >= 0; octet = stream.read()) {
            boolean second = afterReturn && octet == '\n';
            afterReturn = octet == '\r';
            if (second) {
                continue;
            }
            if (octet == '\n' || octet == '\r') {
                return text();
            }
            line.write(octet);
            bounded(line.size());
        }
        return null;
    }

    private String text() {
        String text = line.toString(StandardCharsets.UTF_8);
        boolean marked = first && text.startsWith("\uFEFF");
        first = false;
        return marked ? text.substring(1) : text;
    }

    private static void bounded(int length) throws IOException {
        if (length > LONGEST) {
            throw new IOException("an event has more than " + LONGEST + " bytes");
        }
    }
}
