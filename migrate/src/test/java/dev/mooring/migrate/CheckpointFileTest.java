package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** Who looks at a migration takes nothing from who is at work on it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckpointFileTest {

    @TempDir
    private Path directory;

    @Test
    void whoLooksInTheSameProcessTakesNoLockFromTheRun() {
        Path file = directory.resolve("checkpoint");
        Shelf source = new Shelf(new InMemoryBackend()).fill(3);
        Shelf target = new Shelf(new InMemoryBackend());
        List<Integer> visits = new ArrayList<>();

        Migration.from(source.side())
                .to(target.side())
                .checkpoint(file)
                .cutOver(() -> {
                    MigrationFile.at(file).status();
                    MigrationFile.at(file).resume();
                    visits.add(visited(file));
                })
                .build()
                .run();

        assertThat(visits).containsExactly(Visitor.LOCKED_OUT);
    }

    /** From another process: within this one SQLite asks the operating system nothing. */
    private static int visited(Path file) {
        try {
            Process visitor = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Visitor.class.getName(),
                            file.toString())
                    .inheritIO()
                    .start();
            try {
                return visitor.waitFor();
            } finally {
                visitor.destroyForcibly();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another program that wants a database for itself alone. */
    public static final class Visitor {

        static final int LOCKED_OUT = 3;

        private Visitor() {}

        /** Takes the file's name. */
        public static void main(String[] arguments) throws SQLException {
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(0);
            try (Connection connection = config.createConnection("jdbc:sqlite:" + arguments[0]);
                    Statement statement = connection.createStatement()) {
                // before anything else: later it would ask for no lock on the file itself
                statement.execute("PRAGMA locking_mode = EXCLUSIVE");
                statement.execute("SELECT count(*) FROM meta");
            } catch (SQLException e) {
                if (e.getErrorCode() != SQLiteErrorCode.SQLITE_BUSY.code) {
                    throw e;
                }
                System.exit(LOCKED_OUT);
            }
        }
    }
}
