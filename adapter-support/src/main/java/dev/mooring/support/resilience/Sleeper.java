package dev.mooring.support.resilience;

import java.time.Duration;

/** Waits; injected, so that tests wait for nothing. */
@FunctionalInterface
public interface Sleeper {

    /** Waits for so long, or until the thread is interrupted. */
    void sleep(Duration pause) throws InterruptedException;
}
