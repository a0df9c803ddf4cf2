package dev.mooring.migrate;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How a migration waits: for a backend that asked for a pause, for a rate limit, for the next look. A long time comes in parts of at most a second,
 * and between two of them the run sees whether it was paused. Safe for several threads.
 */
@FunctionalInterface
public interface Waits {

    /** Returns when the time is over. */
    void await(Duration time) throws InterruptedException;

    /** Real time. */
    static Waits real() {
        return time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
