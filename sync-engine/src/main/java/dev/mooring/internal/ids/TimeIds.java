package dev.mooring.internal.ids;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, a counter of 12 bits, 62 bits drawn at random. Each is greater than the one
 * before, as text too, also within one millisecond and when the clock steps back. Safe for several threads.
 */
public final class TimeIds {

    private static final long LATEST = (1L << 48) - 1;
    private static final int COUNTS = 1 << 12;

    private final Clock clock;
    private final RandomGenerator random;
    private long millis = -1;
    private int counter;

    /**
     * Begins.
     *
     * @param random has to be strong where several devices make ids: the engine takes such an id for one that nobody else has
     */
    public TimeIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The next id. */
    public synchronized String next() {
        advance(Math.min(LATEST, Math.max(0, clock.millis())));
        long high = millis << 16 | 0x7000L | counter;
        long low = random.nextLong() >>> 2 | 1L << 63;
        return new UUID(high, low).toString();
    }

    /** The counter begins in the lower half of its range, so that a millisecond has room for at least 2,048 ids; then time runs ahead. */
    private void advance(long now) {
        if (now > millis) {
            millis = now;
            counter = random.nextInt(COUNTS / 2);
        } else if (++counter == COUNTS) {
            millis++;
            counter = random.nextInt(COUNTS / 2);
        }
    }
}
