package dev.mooring.contract.mutant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on by a step each time it is asked. Safe for several threads. */
public final class SteppingClock extends Clock {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Duration step;
    private final AtomicLong asked = new AtomicLong();

    /** Goes on by that step. */
    public SteppingClock(Duration step) {
        this.step = step;
    }

    @Override
    public Instant instant() {
        return START.plus(step.multipliedBy(asked.incrementAndGet()));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
