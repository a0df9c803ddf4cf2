package dev.mooring.migrate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * One rate for all collections, and one pause for all when a backend asks for it. Waits are computed, then waited for. Safe for several threads.
 */
final class Throttle {

    private final Clock clock;
    private final Waits waits;
    private final double rowsPerSecond;
    private Instant free = Instant.MIN;
    private Instant held = Instant.MIN;

    /** A rate of zero is no limit. */
    Throttle(Clock clock, Waits waits, double rowsPerSecond) {
        this.clock = clock;
        this.waits = waits;
        this.rowsPerSecond = rowsPerSecond;
    }

    /** Waits until so many records may be written. */
    void acquire(int rows) {
        await(take(rows));
    }

    /** Nobody goes on before this time is over. */
    synchronized void hold(Duration pause) {
        Instant until = clock.instant().plus(pause);
        if (until.isAfter(held)) {
            held = until;
        }
    }

    /** Waits until the pause that a backend asked for is over. */
    void clear() {
        await(rest());
    }

    private synchronized Duration rest() {
        Instant now = clock.instant();
        return held.isAfter(now) ? Duration.between(now, held) : Duration.ZERO;
    }

    /** Waits, whatever the rate is. */
    void await(Duration time) {
        if (time.isZero() || time.isNegative()) {
            return;
        }
        try {
            waits.await(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Ahead.interrupted(e);
        }
    }

    private synchronized Duration take(int rows) {
        Instant now = clock.instant();
        Instant start = free.isAfter(now) ? free : now;
        if (rowsPerSecond > 0) {
            free = start.plusNanos((long) (rows * 1e9 / rowsPerSecond));
        }
        return Duration.between(now, start);
    }
}
