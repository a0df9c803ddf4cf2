package dev.mooring.migrate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Canonical fields as bytes, and their hash: equal fields have equal bytes, whatever the order of their names. Not safe for several threads.
 */
final class Canon {

    /** Of SHA-256's bytes, enough that two states of a record are never taken for one. */
    static final int HASH = 16;

    private final StringBuilder text = new StringBuilder();
    private final MessageDigest digest;

    Canon() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Hash and size of fields. */
    Hashed hash(Map<String, ?> fields) {
        text.setLength(0);
        append(fields);
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return new Hashed(Arrays.copyOf(digest.digest(bytes), HASH), bytes.length);
    }

    /** A number of 62 bits from a record's id and its fields. */
    long share(String id, Map<String, ?> fields) {
        text.setLength(0);
        append(id);
        append(fields);
        return number(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** A number of 62 bits from texts, each told apart from the next. */
    long number(byte[] hash, String... parts) {
        text.setLength(0);
        for (String part : parts) {
            append(part);
        }
        digest.update(hash);
        return number(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static long number(byte[] bytes) {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = (number << 8) | (bytes[i] & 0xff);
        }
        return number >>> 2;
    }

    private void append(@Nullable Object value) {
        if (value instanceof String string) {
            text.append('s').append(string.length()).append(':').append(string);
        } else if (value instanceof Number number) {
            text.append('n').append(number).append(';');
        } else if (value instanceof Map<?, ?> map) {
            text.append('m').append(map.size()).append(':');
            Object[] names = map.keySet().toArray();
            Arrays.sort(names);
            for (Object name : names) {
                append(name);
                append(map.get(name));
            }
        } else if (value instanceof List<?> list) {
            text.append('l').append(list.size()).append(':');
            list.forEach(this::append);
        } else {
            text.append(value == null ? 'z' : value.equals(true) ? 't' : 'f');
        }
    }

    /** A hash, and how large the fields are, roughly as JSON. */
    static final class Hashed {

        private final byte[] hash;
        private final int size;

        Hashed(byte[] hash, int size) {
            this.hash = hash;
            this.size = size;
        }

        byte[] hash() {
            return hash;
        }

        int size() {
            return size;
        }
    }
}
