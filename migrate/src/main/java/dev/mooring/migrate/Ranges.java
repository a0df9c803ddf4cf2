package dev.mooring.migrate;

import java.util.BitSet;

/** Sums of hashes, by ranges of records. Whatever the number of records is, this has one size. Not safe for several threads. */
final class Ranges {

    private static final int COUNT = 1 << 14;

    private final long[] sums = new long[COUNT];
    private final int[] counts = new int[COUNT];
    private long rows;

    void add(String target, long share) {
        int range = of(target);
        sums[range] += share;
        counts[range]++;
        rows++;
    }

    long rows() {
        return rows;
    }

    static int of(String target) {
        int hash = target.hashCode() * 0x9e3779b1;
        return hash >>> 18;
    }

    /** The ranges that are not alike. */
    BitSet unlike(Ranges other) {
        BitSet unlike = new BitSet();
        for (int range = 0; range < COUNT; range++) {
            unlike.set(range, sums[range] != other.sums[range] || counts[range] != other.counts[range]);
        }
        return unlike;
    }
}
