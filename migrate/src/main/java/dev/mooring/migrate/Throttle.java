package dev.mooring.migrate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * One rate for all collections, and one pause for all when a backend asks for it. Waits are computed, then waited for, in parts: who is told to stop
 * does not sit out the rest. Safe for several threads.
 */
final class Throttle {

    /** How long a pause from outside may go unnoticed. */
    private static final Duration PART = Duration.ofSeconds(1);

    private final Clock clock;
    private final Waits waits;
    private final double rowsPerSecond;
    private final BooleanSupplier stop;
    private Instant free = Instant.MIN;
    private Instant held = Instant.MIN;

    /**
     * Slows down.
     *
     * @param rowsPerSecond zero = no limit
     * @param stop whether somebody wants no more to be waited for
     */
    Throttle(Clock clock, Waits waits, double rowsPerSecond, BooleanSupplier stop) {
        this.clock = clock;
        this.waits = waits;
        this.rowsPerSecond = rowsPerSecond;
        this.stop = stop;
    }

    /** Waits until so many records may be written. */
    void acquire(int rows) {
        await(take(rows), true);
    }

    /** Nobody goes on before this time is over. */
    synchronized void hold(Duration pause) {
        Instant until = clock.instant().plus(pause);
        if (until.isAfter(held)) {
            held = until;
        }
    }

    /** Waits until the pause that a backend asked for is over. */
    void clear(boolean stoppable) {
        await(rest(), stoppable);
    }

    private synchronized Duration rest() {
        Instant now = clock.instant();
        return held.isAfter(now) ? Duration.between(now, held) : Duration.ZERO;
    }

    /**
     * Waits, whatever the rate is.
     *
     * @throws Stopped when it may be stopped, and was
     */
    void await(Duration time, boolean stoppable) {
        for (Duration left = time; !left.isZero() && !left.isNegative(); left = left.minus(PART)) {
            if (stoppable && stop.getAsBoolean()) {
                throw new Stopped();
            }
            pass(left.compareTo(PART) < 0 ? left : PART);
        }
    }

    private void pass(Duration part) {
        try {
            waits.await(part);
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
