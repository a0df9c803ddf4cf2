package dev.mooring.firebase.firestore.sim;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** The server's time in microseconds: it never stands still, and moves on when a test says so. Safe for several threads. */
final class Clock {

    private static final long MICROS = 1_000_000;

    private long now = micros(Instant.parse("2026-01-01T00:00:00Z"));

    synchronized long next() {
        now += 7;
        return now;
    }

    synchronized void advance(Duration time) {
        now += time.toNanos() / 1000;
    }

    static Timestamp timestamp(long micros) {
        return Timestamp.newBuilder()
                .setSeconds(micros / MICROS)
                .setNanos((int) (micros % MICROS) * 1000)
                .build();
    }

    /** A server timestamp has milliseconds. */
    static Timestamp stamp(long micros) {
        return timestamp(micros / 1000 * 1000);
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * MICROS;
    }
}
