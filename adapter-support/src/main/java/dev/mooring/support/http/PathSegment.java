package dev.mooring.support.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Any text as exactly one segment of a URL's path, or as a value of its query: every byte of its UTF-8 outside
 * {@code A-Z a-z 0-9 - _ ~ .} is percent-encoded, so that no id becomes another path, filter or row.
 *
 * <p>Two texts cannot be a segment at all: {@code .} and {@code ..} mean "here" and "one up" to clients, proxies and servers alike,
 * also when written {@code %2e}. A backend that keeps ids in paths claims {@link #RULE}; one whose keys are ours to choose uses
 * {@code SafeKey}, which has a form for them.
 */
public final class PathSegment {

    /** The rule for ids that can be a segment: anything but nothing, one dot and two dots. */
    public static final String RULE = "(?s)(?!\\.{1,2}\\z).+";

    private static final String PLAIN = "-_~.";

    private PathSegment() {}

    /**
     * The text as one segment of a path.
     *
     * @throws IllegalArgumentException for the empty text, {@code .} and {@code ..}, and for an unpaired surrogate
     */
    public static String encode(String text) {
        if (!canCarry(text)) {
            throw new IllegalArgumentException("'" + text + "' cannot be a segment of a path");
        }
        return encodeQuery(text);
    }

    /** Whether the text can be a segment of a path. */
    public static boolean canCarry(String text) {
        return !text.isEmpty() && !text.equals(".") && !text.equals("..");
    }

    /**
     * The text as a name or value of a query; it may be empty.
     *
     * @throws IllegalArgumentException for a text with an unpaired surrogate, which has no UTF-8
     */
    public static String encodeQuery(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (!new String(octets, StandardCharsets.UTF_8).equals(text)) {
            throw new IllegalArgumentException("a text with an unpaired surrogate cannot be part of an address");
        }
        StringBuilder encoded = new StringBuilder(octets.length + 16);
        for (byte octet : octets) {
            char c = (char) (octet & 0xFF);
            if (isPlain(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", octet & 0xFF));
            }
        }
        return encoded.toString();
    }

    /**
     * The text that was encoded.
     *
     * @throws IllegalArgumentException for a percent sign that two hexadecimal digits do not follow
     */
    public static String decode(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }
}
