package dev.mooring.supabase.internal.realtime;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/** How long to wait after so many failures in a row: between half and one and a half of 1, 2, 5, then 10 s. */
record Pauses(DoubleSupplier random) {

    private static final List<Duration> BASE =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));

    /** How many failures lead to the longest pause. */
    static final int LONGEST = BASE.size() - 1;

    Duration after(int failures) {
        Duration base = BASE.get(Math.min(failures, LONGEST));
        return Duration.ofMillis((long) (base.toMillis() * (0.5 + random.getAsDouble())));
    }
}
