package dev.mooring.support.id;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Any text as a key of letters, digits, {@code -} and {@code _}, and back: a {@code k}, then each other byte of its UTF-8 as {@code _}
 * and two hexadecimal digits. Different texts have different keys, none is empty, a number, {@code .} or {@code ..}, and a key means
 * the same in a path, in a filter and as a member of an object. A key is at most three times as long as its text, and one more.
 */
public final class SafeKey {

    private static final char PREFIX = 'k';
    private static final char ESCAPE = '_';

    private SafeKey() {}

    /**
     * The key of a text.
     *
     * @throws IllegalArgumentException for a text with an unpaired surrogate, which has no UTF-8
     */
    public static String of(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (!new String(octets, StandardCharsets.UTF_8).equals(text)) {
            throw new IllegalArgumentException("a text with an unpaired surrogate cannot be a key");
        }
        StringBuilder key = new StringBuilder(octets.length + 8).append(PREFIX);
        for (byte octet : octets) {
            char c = (char) (octet & 0xFF);
            if (isPlain(c)) {
                key.append(c);
            } else {
                key.append(ESCAPE).append(String.format(Locale.ROOT, "%02X", octet & 0xFF));
            }
        }
        return key.toString();
    }

    /** The text of a key; empty for what {@link #of} never makes. */
    public static Optional<String> text(String key) {
        if (key.isEmpty() || key.charAt(0) != PREFIX) {
            return Optional.empty();
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(key.length());
        int at = 1;
        while (at < key.length()) {
            boolean escaped = key.charAt(at) == ESCAPE && at + 2 < key.length();
            octets.write(escaped ? 16 * digit(key.charAt(at + 1)) + digit(key.charAt(at + 2)) : key.charAt(at));
            at += escaped ? 3 : 1;
        }
        // only what comes out as the same key again was made here: no small digits, no needless escapes, no broken
        // UTF-8
        return decoded(octets.toByteArray()).filter(text -> of(text).equals(key));
    }

    private static Optional<String> decoded(byte[] octets) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int digit(char c) {
        return Math.max(Character.digit(c, 16), 0);
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    }
}
