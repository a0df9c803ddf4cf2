package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.TemporaryFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a migration waits is computed, and here only written down. */
class ThrottleTest {

    @TempDir
    private Path directory;

    private final Time time = new Time();
    private final Shelf source = new Shelf(new InMemoryBackend());
    private final Shelf target = new Shelf(new InMemoryBackend());

    @Test
    void aBackendThatAsksForAPauseGetsIt() {
        source.fill(10);
        AtomicInteger calls = new AtomicInteger();
        Side busy = Side.of("items", new Disturbed(target.adapter(), call -> {
            if (call.equals("write") && calls.getAndIncrement() < 2) {
                throw TemporaryFailure.notApplied("too many requests", null).retryAfter(Duration.ofSeconds(17));
            }
        }));

        migration(busy).build().run();

        assertThat(time.waited).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(17));
        assertThat(target.all()).isEqualTo(source.all());
    }

    @Test
    void aBackendThatAsksForNoPauseIsNotPressed() {
        source.fill(10);
        AtomicInteger calls = new AtomicInteger();
        Side busy = Side.of("items", new Disturbed(target.adapter(), call -> {
            if (call.equals("write") && calls.getAndIncrement() < 2) {
                throw TemporaryFailure.notApplied("too many requests", null).retryAfter(Duration.ZERO);
            }
        }));

        migration(busy).build().run();

        assertThat(time.waited).hasSize(2).allSatisfy(each -> assertThat(each).isPositive());
    }

    @Test
    void pausesBetweenAttemptsDoubleAndTheLastFailureIsThrown() {
        source.fill(10);
        Side down = Side.of("items", new Disturbed(target.adapter(), call -> {
            throw TemporaryFailure.notApplied("down", null);
        }));

        assertThatExceptionOfType(TemporaryFailure.class)
                .isThrownBy(() -> migration(down).attempts(5).build().run());

        assertThat(time.waited).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(time.waited.get(i)).isBetween(Duration.ofMillis(125L << i), Duration.ofMillis(250L << i));
        }
    }

    @Test
    void afterAFailureTheSameCallGoesOn() {
        source.fill(100);
        AtomicInteger writes = new AtomicInteger();
        Side failing = Side.of("items", new Disturbed(target.adapter(), call -> {
            if (call.equals("write") && writes.incrementAndGet() > 3) {
                throw TemporaryFailure.notApplied("down", null);
            }
        }));
        assertThatExceptionOfType(TemporaryFailure.class)
                .isThrownBy(() ->
                        migration(failing).pageSize(10).attempts(2).build().run());
        assertThat(target.all()).hasSize(30);

        migration(target.side()).build().run();

        assertThat(target.all()).isEqualTo(source.all());
        assertThat(target.effects()).isEqualTo(100);
    }

    @Test
    void theRateLimitHoldsInTheMean() {
        source.fill(100);

        migration(target.side()).pageSize(10).rowsPerSecond(20).build().run();

        Duration all = time.waited.stream().reduce(Duration.ZERO, Duration::plus);
        // the last page's time is not waited for, since nothing follows it
        assertThat(all).isEqualTo(Duration.ofMillis(4_500));
    }

    @Test
    void withoutALimitNothingWaits() {
        source.fill(100);

        migration(target.side()).pageSize(10).build().run();

        assertThat(time.waited).isEmpty();
    }

    private Migration.Builder migration(Side to) {
        return Migration.from(source.side())
                .to(to)
                .checkpoint(directory.resolve("checkpoint"))
                .withoutReadingAhead()
                .clock(time)
                .waits(time::pass)
                .random(new Random(1));
    }

    /** Time that passes by waiting only. */
    private static final class Time extends Clock {

        private final List<Duration> waited = new ArrayList<>();
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        synchronized void pass(Duration time) {
            waited.add(time);
            now = now.plus(time);
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
}
