package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a command is told to end by a signal. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MooringMainTest {

    /** Far more than is needed: nothing here waits for it. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void anInterruptionThatALibrarySwallowsIsRepeated() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger swallowed = new AtomicInteger();
        Thread command = new Thread(() -> {
            while (swallowed.get() < 2) {
                swallowed.addAndGet(interrupted());
            }
            done.countDown();
        });
        command.setDaemon(true);
        command.start();

        MooringMain.interrupt(command, done, PATIENCE);

        command.join();
        assertThat(done.getCount()).isZero();
    }

    @Test
    void aCommandThatIsDoneIsNotInterrupted() {
        Thread command = Thread.currentThread();

        MooringMain.interrupt(command, new CountDownLatch(0), PATIENCE);

        assertThat(Thread.interrupted()).isFalse();
    }

    /** Waits for nothing but an interruption, and says no word of it. */
    private static int interrupted() {
        try {
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException e) {
            return 1;
        }
    }
}
