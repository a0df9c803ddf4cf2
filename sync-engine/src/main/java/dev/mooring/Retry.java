package dev.mooring;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How long the engine waits before it tries again what the backend did not take, on disk and through restarts. Immutable.
 *
 * @param first the wait after the first failure
 * @param longest the longest wait
 * @param times after how many failures a write goes to the dead letters; empty = never
 */
public record Retry(Duration first, Duration longest, OptionalInt times) {

    private static final int MOST_DOUBLINGS = 30;

    /** Checks that the waits are positive and in order. */
    public Retry {
        Given.present(first, "the first wait");
        Given.present(longest, "the longest wait");
        Given.present(times, "the number of tries");
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("waits from " + first + " to " + longest + " make no sense");
        }
        if (times.isPresent() && times.getAsInt() < 1) {
            throw new IllegalArgumentException("a write is tried at least once, not " + times.getAsInt() + " times");
        }
    }

    /** For ever, from a second up to five minutes, doubling. */
    public static Retry forever() {
        return new Retry(Duration.ofSeconds(1), Duration.ofMinutes(5), OptionalInt.empty());
    }

    /** The same, with other waits. */
    public Retry waits(Duration from, Duration upTo) {
        return new Retry(from, upTo, times);
    }

    /** The same, given up after so many failures. */
    public Retry times(int most) {
        return new Retry(first, longest, OptionalInt.of(most));
    }

    /**
     * The wait after the n-th failure in a row.
     *
     * @param failures at least 1
     * @param luck from 0 to 1: between half of the wait and all of it, so that many devices do not come back at once
     */
    public Duration after(int failures, double luck) {
        long full = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long capped = full <= 0 ? longest.toMillis() : Math.min(full, longest.toMillis());
        return Duration.ofMillis(Math.max(1, (long) (capped * (0.5 + luck / 2))));
    }

    /** Whether a write that failed so often is given up. */
    public boolean isOver(int failures) {
        return times.isPresent() && failures >= times.getAsInt();
    }
}
