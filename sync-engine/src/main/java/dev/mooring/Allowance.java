package dev.mooring;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The time that an application allows for a call, shared by the steps of it. Immutable. */
final class Allowance {

    private Allowance() {}

    /** Whether both steps succeed, the second within what the first has left; it is asked whatever the first answers. */
    static boolean share(Duration most, LongSupplier nanos, Predicate<Duration> first, Predicate<Duration> second) {
        long begun = nanos.getAsLong();
        boolean done = first.test(most);
        Duration left = most.minusNanos(nanos.getAsLong() - begun);
        return second.test(left.isNegative() ? Duration.ZERO : left) && done;
    }
}
