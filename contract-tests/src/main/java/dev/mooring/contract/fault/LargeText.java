package dev.mooring.contract.fault;

import java.io.InputStream;
import java.util.Arrays;

/** A JSON string of any length that exists only while it is read. */
final class LargeText extends InputStream {

    private final long length;
    private long given;

    LargeText(long length) {
        this.length = length;
    }

    @Override
    public int read() {
        if (given == length) {
            return -1;
        }
        given++;
        return given == 1 || given == length ? '"' : 'x';
    }

    @Override
    public int read(byte[] into, int offset, int wanted) {
        int count = (int) Math.min(wanted, length - given);
        if (count == 0) {
            return wanted > 0 ? -1 : 0;
        }
        Arrays.fill(into, offset, offset + count, (byte) 'x');
        if (given == 0) {
            into[offset] = '"';
        }
        given += count;
        if (given == length) {
            into[offset + count - 1] = '"';
        }
        return count;
    }
}
