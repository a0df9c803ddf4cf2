package dev.mooring.support.events;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;

/** How long to wait before a stream is opened again. */
public final class Reconnect {

    private static final int MOST_DOUBLINGS = 20;

    private Reconnect() {}

    /**
     * Between nothing and a bound that doubles with every failure in a row, so that clients which lost their server together do not come
     * back together.
     *
     * @param first the bound after the first failure
     * @param longest the bound after many
     * @param random from 0 to 1
     */
    public static IntFunction<Duration> jittered(Duration first, Duration longest, DoubleSupplier random) {
        return failures -> {
            long doubled = first.toMillis() << Math.min(failures, MOST_DOUBLINGS);
            return Duration.ofMillis(Math.round(random.getAsDouble() * Math.min(longest.toMillis(), doubled)));
        };
    }
}
