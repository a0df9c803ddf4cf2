package dev.mooring.firebase.realtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the database's events, {@code event: <type>} and one {@code data: <JSON>}, in bounded memory. Not safe for several threads. */
final class EventReader {

    private static final int LONGEST = 1024 * 1024;

    private final InputStream stream;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    EventReader(InputStream stream) {
        this.stream = stream;
    }

    /** One event. */
    record Event(String type, String data) {}

    /** The next event; null at the end of the stream, which cuts off an event that is not complete. */
    @Nullable Event next() throws IOException {
        String type = "";
        String data = "";
        for (String text = line(); text != null; text = line()) {
            if (text.startsWith("event:")) {
                type = text.substring("event:".length()).trim();
            } else if (text.startsWith("data:")) {
                data = text.substring("data:".length()).trim();
            } else if (text.isEmpty() && !type.isEmpty()) {
                return new Event(type, data);
            }
        }
        return null;
    }

    private @Nullable String line() throws IOException {
        line.reset();
        for (int octet = stream.read(); octet >= 0; octet = stream.read()) {
            if (octet == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(octet);
            if (line.size() > LONGEST) {
                throw new IOException("an event has more than " + LONGEST + " bytes");
            }
        }
        return null;
    }
}
