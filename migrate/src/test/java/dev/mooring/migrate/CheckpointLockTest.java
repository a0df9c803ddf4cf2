package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who looks whether somebody is at work keeps nobody from beginning. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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
            begin(file);
        } finally {
            over.set(true);
            looking.join();
        }
    }

    @Test
    void whoLooksFromAnotherProcessKeepsNobodyOut() throws IOException, InterruptedException {
        Path file = directory.resolve("checkpoint");
        CheckpointLock.of(file).close();
        Process looking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Looking.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(looking.getInputStream().read()).isEqualTo('.');

            begin(file);
        } finally {
            looking.destroyForcibly().waitFor();
        }
    }

    private static void begin(Path file) {
        for (int i = 0; i < 500; i++) {
            CheckpointLock.of(file).close();
        }
    }

    /** Looks until it is killed. */
    public static final class Looking {

        private Looking() {}

        /** Says that it has begun by a dot. */
        public static void main(String[] arguments) {
            System.out.print('.');
            System.out.flush();
            while (true) {
                CheckpointLock.isHeld(Path.of(arguments[0]));
            }
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
