package dev.mooring.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mooring.store.StoreException;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * Opening a store a second time is harmless to who has it open: closing any handle of its file would let go of the locks that SQLite has on it, and
 * then another program takes the file for its own.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OwnershipTest {

    @TempDir
    private Path directory;

    @Test
    void aSecondOpeningTakesNoLockFromTheFirst() throws IOException, InterruptedException {
        Path file = directory.resolve("store.db");
        try (SqliteStore store = SqliteStore.at(file)) {
            note(store, "before");

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> SqliteStore.at(file))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.LOCKED));

            refusesVisitors(file);
            note(store, "after");
        }
    }

    @Test
    void anotherCopyOfTheLibraryTakesNoLockFromTheFirst()
            throws IOException, InterruptedException, ReflectiveOperationException {
        Path file = directory.resolve("store.db");
        try (SqliteStore store = SqliteStore.at(file);
                URLClassLoader other = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            note(store, "before");
            Class<?> copy = other.loadClass(SqliteStore.class.getName());

            assertThatExceptionOfType(InvocationTargetException.class)
                    .isThrownBy(() -> copy.getMethod("at", Path.class).invoke(null, file))
                    .withStackTraceContaining("by another copy of this library");

            refusesVisitors(file);
            note(store, "after");
        }
    }

    private static void note(SqliteStore store, String text) {
        store.write(tx -> {
            tx.putNote("", "note", text);
            return true;
        });
    }

    /** From another process: within this one SQLite asks the operating system nothing. */
    private static void refusesVisitors(Path file) throws IOException, InterruptedException {
        Process visitor = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Visitor.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
        try {
            assertThat(visitor.waitFor()).isEqualTo(Visitor.LOCKED_OUT);
        } finally {
            visitor.destroyForcibly().waitFor();
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> places = new ArrayList<>();
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            places.add(Path.of(place).toUri().toURL());
        }
        return places.toArray(URL[]::new);
    }

    /** Another program that wants a database for itself alone. */
    public static final class Visitor {

        static final int LOCKED_OUT = 3;

        private Visitor() {}

        /** Takes the file's name. */
        public static void main(String[] arguments) throws SQLException {
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(0);
            try (Connection connection = config.createConnection("jdbc:sqlite:" + arguments[0])) {
                // before anything else: later it would ask for no lock on the file itself
                Connections.run(connection, "PRAGMA locking_mode = EXCLUSIVE");
                Connections.run(connection, "SELECT count(*) FROM notes");
            } catch (SQLException e) {
                if (e.getErrorCode() != SQLiteErrorCode.SQLITE_BUSY.code) {
                    throw e;
                }
                System.exit(LOCKED_OUT);
            }
        }
    }
}
