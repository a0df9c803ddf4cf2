package dev.mooring.store.sqlite;

import dev.mooring.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/** Opens connections to one file. */
final class Connections {

    /** How long another program that has the file locked is waited for. */
    private static final int BUSY_MILLIS = 1_000;

    private static final int CACHE_KIB = 16 * 1024;

    /** A log that a long read made grow is cut back to this when it starts over. */
    private static final int LARGEST_KEPT_LOG = 64 * 1024 * 1024;

    /**
     * So many pages are written to the log before they are brought into the file: a page that changes often is brought there less often, and
     * fewer commits wait for it. SQLite's own 1,000 would be full after 200 single writes.
     */
    private static final int LOG_PAGES = 4_000;

    private final Path file;
    private final Durability durability;
    private final Health health = new Health();

    Connections(Path file, Durability durability) {
        this.file = file;
        this.durability = durability;
    }

    Session writer() {
        SQLiteConfig config = config();
        config.setSynchronous(durability == Durability.FULL ? SynchronousMode.FULL : SynchronousMode.NORMAL);
        config.setJournalSizeLimit(LARGEST_KEPT_LOG);
        return new Session(prepared(open(file, config), "PRAGMA wal_autocheckpoint = " + LOG_PAGES), health);
    }

    Session reader() {
        return new Session(prepared(open(file, config()), "PRAGMA query_only = ON"), health);
    }

    /** A connection after its first statement; closed when that fails, since nobody else has it. */
    Connection prepared(Connection opened, String statement) {
        try {
            run(opened, statement);
            // else the driver tries to begin and to commit a transaction of its own after each statement
            opened.setAutoCommit(false);
            run(opened, "COMMIT");
            return opened;
        } catch (SQLException e) {
            StoreException failure = Failures.of(e, "opening the store " + file);
            try {
                opened.close();
            } catch (SQLException again) {
                failure.addSuppressed(again);
            }
            throw failure;
        }
    }

    /** A connection that can change nothing, not even by closing it. */
    Connection looker() {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return open(file, config);
    }

    /** A connection for making a new file, which nobody else knows. */
    static Connection maker(Path file) {
        return open(file, config());
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-CACHE_KIB);
        // the undo log of a savepoint, which would go to a file otherwise
        config.setTempStore(TempStore.MEMORY);
        // else the driver prepares and runs a query after every single insert
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static Connection open(Path file, SQLiteConfig config) {
        try {
            // as a URI, since a path may hold characters that mean something to the driver
            return config.createConnection("jdbc:sqlite:" + file.toUri());
        } catch (SQLException e) {
            throw Failures.of(e, "opening the store " + file);
        }
    }
}
