package dev.mooring.internal.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** Virtual time: events in the order of their time, equal times in the order they were made. */
final class SimClock extends Clock {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** More events than anything needs at one moment. */
    private static final int MOST = 2_000;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
    private Instant now = START;
    private long number;
    private int idle;

    /** Plans an event; it is skipped when nobody wants it any more. */
    void after(Duration wait, BooleanSupplier wanted, Runnable event) {
        events.add(new Event(now.plus(wait), number++, wanted, event));
    }

    /** Runs the next event, if it is not later than that; answers whether there was one. */
    boolean runNext(Instant latest) {
        Event next = events.peek();
        if (next == null || next.at().isAfter(latest)) {
            now = latest.isAfter(now) ? latest : now;
            return false;
        }
        events.remove();
        idle = next.at().equals(now) ? idle + 1 : 0;
        if (idle > MOST) {
            throw new AssertionError("time stands still at " + now + ": something asks for itself again and again");
        }
        now = next.at();
        if (next.wanted().getAsBoolean()) {
            next.event().run();
        }
        return true;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    private record Event(Instant at, long number, BooleanSupplier wanted, Runnable event) {}
}
