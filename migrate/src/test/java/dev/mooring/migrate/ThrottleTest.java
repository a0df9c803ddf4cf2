package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.TemporaryFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

    private final PassingTime time = new PassingTime();
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

        assertThat(time.all()).isEqualTo(Duration.ofSeconds(2 * 17));
        assertThat(time.waited())
                .as("in parts")
                .allSatisfy(each -> assertThat(each).isLessThanOrEqualTo(Duration.ofSeconds(1)));
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

        assertThat(time.waited()).hasSize(2).allSatisfy(each -> assertThat(each).isPositive());
    }

    @Test
    void pausesBetweenAttemptsDoubleAndTheLastFailureIsThrown() {
        source.fill(10);
        List<Instant> attempts = new ArrayList<>();
        Side down = Side.of("items", new Disturbed(target.adapter(), call -> {
            attempts.add(time.instant());
            throw TemporaryFailure.notApplied("down", null);
        }));

        assertThatExceptionOfType(TemporaryFailure.class)
                .isThrownBy(() -> migration(down).attempts(5).build().run());

        assertThat(attempts).hasSize(5);
        for (int i = 0; i < 4; i++) {
            assertThat(Duration.between(attempts.get(i), attempts.get(i + 1)))
                    .isBetween(Duration.ofMillis(125L << i), Duration.ofMillis(250L << i));
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

        // the last page's time is not waited for, since nothing follows it
        assertThat(time.all()).isEqualTo(Duration.ofMillis(4_500));
    }

    @Test
    void withoutALimitNothingWaits() {
        source.fill(100);

        migration(target.side()).pageSize(10).build().run();

        assertThat(time.waited()).isEmpty();
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
}
