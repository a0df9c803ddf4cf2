package dev.mooring.migrate;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Tells of progress, one event at a time, with the rate since a step began. Safe for several threads. */
final class Telling {

    private final Clock clock;
    private final Consumer<Progress> listener;
    private final Map<String, Long> began = new HashMap<>();

    Telling(Clock clock, Consumer<Progress> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Tells.
     *
     * @param here records of this step in this call, which make the rate
     * @param done records of this step in all
     * @param expected negative = unknown
     */
    synchronized void tell(
            String collection, Progress.Step step, long here, long done, long expected, long quarantined) {
        long start = began.computeIfAbsent(collection + ' ' + step, name -> clock.millis());
        double seconds = Math.max(1, clock.millis() - start) / 1000.0;
        double rate = here / seconds;
        Optional<Duration> remaining = expected < 0 || rate <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (Math.max(0, expected - done) * 1000 / rate)));
        OptionalLong all = expected < 0 ? OptionalLong.empty() : OptionalLong.of(expected);
        listener.accept(new Progress(collection, step, done, all, rate, remaining, quarantined));
    }

    /** A step begins now. */
    synchronized void begin(String collection, Progress.Step step) {
        began.put(collection + ' ' + step, clock.millis());
    }
}
