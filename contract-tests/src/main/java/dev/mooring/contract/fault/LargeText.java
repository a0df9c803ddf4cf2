package dev.mooring.contract.fault;

import java.io.InputStream;

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
        for (int i = 0; i < count; i++) {
            into[offset + i] = (byte) read();
        }
        return count == 0 && wanted > 0 ? -1 : count;
    }
}
