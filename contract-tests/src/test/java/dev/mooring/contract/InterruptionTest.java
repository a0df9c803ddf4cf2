package dev.mooring.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class InterruptionTest {

    private static final Duration GUARD = Duration.ofSeconds(30);

    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void callThatEndsByItsInterruptionPasses() {
        Interruption interruption = new Interruption(this::ignoring);

        assertThat(interruption.of("a call", this::heeding, () -> {}, GUARD)).isTrue();

        release.countDown();
        interruption.join(GUARD);
    }

    @Test
    void callThatOnlyItsTimeOutWouldEndFails() {
        CountDownLatch timeOut = new CountDownLatch(1);
        Interruption interruption = new Interruption(() -> awaited(timeOut));

        assertThatThrownBy(() -> interruption.of("a call", this::ignoring, timeOut::countDown, GUARD))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("by its time-out only");

        release.countDown();
        interruption.join(GUARD);
    }

    private boolean heeding() {
        if (awaited(release)) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private boolean ignoring() {
        boolean interrupted = awaited(release);
        while (release.getCount() > 0) {
            interrupted |= awaited(release);
        }
        return interrupted;
    }

    /** Whether the thread was interrupted while it waited. */
    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
