package dev.mooring.contract;

import dev.mooring.contract.fault.Faults;
import java.time.Duration;

/** Waits for events, never for ever. */
final class Guard {

    /** Only against waiting for ever: what is on its way needs a fraction of it. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private Guard() {}

    /** How long to wait for something that an honest adapter does soon and a broken one never. */
    static Duration soon() {
        return Duration.ofMillis(Long.getLong("mooring.contract.guard.millis", 10_000));
    }

    /** Whether so many requests met what is armed. */
    static boolean met(Faults faults, int count) {
        try {
            return faults.awaitMet(count, soon());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits until the backend has acted on every write that was sent: before that nothing can be said about effects. */
    static void quiet(Faults faults) {
        try {
            boolean quiet = faults.awaitQuiet(LONG);
            Check.that(quiet, "writes on their way to the backend", "an answer to each", "none after " + LONG);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting", e);
    }
}
