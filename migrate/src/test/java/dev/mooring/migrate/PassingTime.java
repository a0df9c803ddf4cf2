package dev.mooring.migrate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Time that passes by waiting only. */
final class PassingTime extends Clock {

    private final List<Duration> waited = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    synchronized List<Duration> waited() {
        return List.copyOf(waited);
    }

    synchronized void pass(Duration time) {
        waited.add(time);
        now = now.plus(time);
    }

    synchronized Duration all() {
        return waited.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public synchronized Instant instant() {
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
}
