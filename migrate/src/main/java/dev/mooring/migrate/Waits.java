package dev.mooring.migrate;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How a migration waits: for a backend that asked for a pause, for a rate limit. Safe for several threads. */
@FunctionalInterface
public interface Waits {

    /** Returns when the time is over. */
    void await(Duration time) throws InterruptedException;

    /** Real time. */
    static Waits real() {
        return time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
