package dev.mooring.support.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is read no further than allowed, whose reading an interruption ends, and whose beginning is kept for messages. */
final class BoundedStream extends InputStream {

    /** Far more than is shown: a secret that is longer than what is shown has to be seen whole to be taken out. */
    private static final int KEPT = 16 * 1024;

    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream(0);
    private final InputStream body;
    private final long largest;
    private final Interruption interruption;
    private long count;

    BoundedStream(InputStream body, long largest, Interruption interruption) {
        this.body = body;
        this.largest = largest;
        this.interruption = interruption;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        // one byte more than allowed tells a body that is too large from one that just fits
        int wanted = largest - count < length ? (int) (largest - count) + 1 : length;
        int read = interruption.during(() -> body.read(into, from, wanted));
        if (read > 0 && count < KEPT) {
            beginning.write(into, from, (int) Math.min(read, KEPT - count));
        }
        count += Math.max(read, 0);
        if (count > largest) {
            throw new AnswerTooLarge(largest);
        }
        return read;
    }

    /** The first of what was read. */
    byte[] beginning() {
        return beginning.toByteArray();
    }

    /** How many bytes were read. */
    long count() {
        return count;
    }

    /** Leaves the body open: it belongs to the call. */
    @Override
    public void close() {}
}
