package dev.mooring.firebase.realtime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ids as keys of the database and back. An ordinary id is its own key, so that records which are there already keep theirs; what the
 * database forbids, and {@code ~} itself, becomes {@code ~} and two hexadecimal digits for each byte. A key is never a number, since the
 * database sorts those before all others and answers them as an array, and none has a character whose order depends on whether
 * UTF-8 or UTF-16 is compared.
 */
final class Keys {

    /** The most bytes of a key. */
    static final int LONGEST = 768;

    private static final char ESCAPE = '~';
    private static final String FORBIDDEN = ".$#[]/";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

    private Keys() {}

    /** The key of an id. Different ids have different keys. */
    static String of(String id) {
        StringBuilder key = new StringBuilder(id.length() + 8);
        boolean number = NUMBER.matcher(id).matches();
        id.codePoints().forEach(c -> {
            if ((number && key.length() == 0) || !isPlain(c)) {
                escape(c, key);
            } else {
                key.appendCodePoint(c);
            }
        });
        return key.toString();
    }

    /** The id of a key; empty for a key that {@link #of} never makes. */
    static Optional<String> id(String key) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(key.length());
        byte[] all = key.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < all.length; at++) {
            if (all[at] == ESCAPE && at + 2 < all.length) {
                octets.write(16 * digit(all[at + 1]) + digit(all[at + 2]));
                at += 2;
            } else {
                octets.write(all[at]);
            }
        }
        return decoded(octets.toByteArray()).filter(id -> of(id).equals(key));
    }

    /** Whether the database takes the text as a key as it is. */
    static boolean isKey(String text) {
        return !text.isEmpty()
                && text.chars().noneMatch(c -> isForbidden(c))
                && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    /** Whether the database takes the key for the index of an array. */
    static boolean isNumber(String key) {
        return NUMBER.matcher(key).matches();
    }

    private static boolean isPlain(int c) {
        return c != ESCAPE && !isForbidden(c) && c < Character.MIN_SURROGATE;
    }

    private static boolean isForbidden(int c) {
        return c < 0x20 || c == 0x7f || FORBIDDEN.indexOf(c) >= 0;
    }

    private static void escape(int c, StringBuilder key) {
        for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            key.append(ESCAPE).append(String.format(Locale.ROOT, "%02X", octet & 0xFF));
        }
    }

    private static int digit(byte c) {
        return Math.max(Character.digit(c, 16), 0);
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
}
