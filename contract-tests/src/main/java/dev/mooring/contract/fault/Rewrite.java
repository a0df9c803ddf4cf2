package dev.mooring.contract.fault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A change of the true answer's body. Immutable.
 *
 * @param name what it does, for messages
 * @param change makes the new body of the true one
 */
public record Rewrite(String name, UnaryOperator<byte[]> change) {

    /** Wherever the text stands, its last character becomes a byte that is no UTF-8. A body without the text stays as it is. */
    public static Rewrite garble(String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        return new Rewrite("'" + text + "' made invalid UTF-8", body -> garbled(body, wanted));
    }

    /** The second half is missing, and the length says so: what arrives is complete, but no JSON. */
    public static Rewrite half() {
        return new Rewrite("cut in half", body -> Arrays.copyOf(body, body.length / 2));
    }

    @Override
    public String toString() {
        return name;
    }

    private static byte[] garbled(byte[] body, byte[] wanted) {
        byte[] copy = body.clone();
        for (int i = 0; i + wanted.length <= copy.length; i++) {
            if (Arrays.equals(copy, i, i + wanted.length, wanted, 0, wanted.length)) {
                copy[i + wanted.length - 1] = (byte) 0xFF;
            }
        }
        return copy;
    }
}
