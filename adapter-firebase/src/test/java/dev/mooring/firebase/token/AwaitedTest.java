package dev.mooring.firebase.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwaitedTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final CountDownLatch released = new CountDownLatch(1);
    private final BlockingQueue<Thread> asked = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        released.countDown();
    }

    @Test
    void aLibraryThatHangsKeepsOneThreadAndIsWaitedForAgain() throws InterruptedException {
        Awaited tokens = new Awaited(hanging(() -> "late"), SHORT);
        assertThatThrownBy(tokens::get).isInstanceOf(TemporaryFailure.class).hasMessageContaining("no token came");
        assertThatThrownBy(tokens::get).isInstanceOf(TemporaryFailure.class).hasMessageContaining("no token came");

        release();

        assertThat(tokens.get()).isEqualTo("late");
        assertThat(asked).isEmpty();
    }

    @Test
    void aFailureThatCameLateIsNotTold() throws InterruptedException {
        Awaited tokens = new Awaited(hanging(() -> null), SHORT);
        assertThatThrownBy(tokens::get).isInstanceOf(TemporaryFailure.class);

        release();

        assertThatThrownBy(tokens::get).isNotNull();
        assertThat(asked.poll(1, TimeUnit.MINUTES)).isNotNull();
    }

    @Test
    void eachTokenIsAskedForAnewAndWhoIsSignedOutHasNone() {
        List<String> answers = new CopyOnWriteArrayList<>(List.of("one", "two", " ", "three"));
        Awaited tokens = new Awaited(() -> answers.remove(0), Duration.ofMinutes(1));

        assertThat(tokens.get()).isEqualTo("one");
        assertThat(tokens.get()).isEqualTo("two");
        assertThatThrownBy(tokens::get).isInstanceOf(Unauthenticated.class);
        assertThat(tokens.get()).isEqualTo("three");
    }

    private Supplier<@Nullable String> hanging(Supplier<@Nullable String> answer) {
        return () -> {
            asked.add(Thread.currentThread());
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while hanging", e);
            }
            return answer.get();
        };
    }

    /** Once its thread has ended, what the library answered is there. */
    private void release() throws InterruptedException {
        released.countDown();
        asked.take().join();
    }
}
