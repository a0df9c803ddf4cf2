package dev.mooring.contract.fault;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A body that a server answers. Large ones are made while they are sent, so that they cost no memory here. Immutable.
 *
 * @param name what it is, for messages
 * @param contentType the header {@code Content-Type}
 * @param length how many bytes it has
 * @param content gives the bytes, anew each time
 */
public record Payload(String name, String contentType, long length, Supplier<InputStream> content) {

    private static final String JSON = "application/json";
    private static final int DEEP = 10_000;
    private static final long LARGE = 80L * 1024 * 1024;

    /** A body of text. */
    public static Payload text(String contentType, String text) {
        return bytes("'" + text + "'", contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A body of JSON text. */
    public static Payload json(String text) {
        return text(JSON, text);
    }

    /** The page of a captive portal or of a broken gateway. */
    public static Payload html() {
        return bytes(
                "HTML", "text/html", "<html><body><h1>Welcome</h1></body></html>".getBytes(StandardCharsets.UTF_8));
    }

    /** No byte at all. */
    public static Payload empty() {
        return bytes("nothing", JSON, new byte[0]);
    }

    /** A JSON text whose string is no UTF-8. */
    public static Payload invalidUtf8() {
        byte[] quoted = {'"', (byte) 0xC3, (byte) 0x28, (byte) 0xFF, '"'};
        return bytes("invalid UTF-8", JSON, quoted);
    }

    /** JSON nested 10,000 deep. */
    public static Payload deep() {
        String nested = "[".repeat(DEEP) + "]".repeat(DEEP);
        return bytes("JSON nested " + DEEP + " deep", JSON, nested.getBytes(StandardCharsets.UTF_8));
    }

    /** One JSON string of 80 MB: more than what adapters read and what systems keep for a reader that has stopped (32 MiB here and there). */
    public static Payload large() {
        return new Payload("JSON of 80 MB", JSON, LARGE, () -> new LargeText(LARGE));
    }

    /** The same, counting the bytes that are taken from it to be sent. */
    public Payload counting(AtomicLong taken) {
        return new Payload(name, contentType, length, () -> new CountingInputStream(content.get(), taken));
    }

    @Override
    public String toString() {
        return name;
    }

    private static Payload bytes(String name, String contentType, byte[] bytes) {
        return new Payload(name, contentType, bytes.length, () -> new ByteArrayInputStream(bytes));
    }
}
