package dev.mooring.contract.fault;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is read. */
final class CountingInputStream extends FilterInputStream {

    private final AtomicLong taken;

    CountingInputStream(InputStream from, AtomicLong taken) {
        super(from);
        this.taken = taken;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        taken.addAndGet(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int wanted) throws IOException {
        int count = super.read(into, offset, wanted);
        taken.addAndGet(Math.max(count, 0));
        return count;
    }
}
