package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who looks whether somebody is at work keeps nobody from beginning. */
class CheckpointLockTest {

    @TempDir
    private Path directory;

    @Test
    void whoLooksKeepsNobodyOut() throws InterruptedException {
        Path file = directory.resolve("checkpoint");
        AtomicBoolean over = new AtomicBoolean();
        Thread looking = new Thread(() -> {
            while (!over.get()) {
                CheckpointLock.isHeld(file);
            }
        });
        looking.start();
        try {
            for (int i = 0; i < 2_000; i++) {
                CheckpointLock.of(file).close();
            }
        } finally {
            over.set(true);
            looking.join();
        }
    }

    @Test
    void whatIsHeldIsSeenUntilItIsLetGo() {
        Path file = directory.resolve("checkpoint");

        try (CheckpointLock lock = CheckpointLock.of(file)) {
            assertThat(CheckpointLock.isHeld(file)).as("%s", lock).isTrue();
        }

        assertThat(CheckpointLock.isHeld(file)).isFalse();
    }
}
