package dev.mooring.migrate;

import dev.mooring.migrate.CheckpointException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.sqlite.SQLiteConfig;

/**
 * The file of a checkpoint: looked at without touching it, then opened. It is made under another name and moved into its place, so that a process that
 * is killed in between leaves no half of one.
 */
final class CheckpointFile {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;
    private static final int VERSION_AT = 60;
    private static final int APPLICATION_AT = 68;
    private static final String WRITING = "BEGIN IMMEDIATE";
    private static final String READING = "BEGIN";
    private static final int BUSY_MILLIS = 5_000;
    private static final int CACHE_KIB = 16 * 1024;

    private final Path file;

    CheckpointFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Opens it for a migration, or makes it. */
    Sql open(String identity) {
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                make(identity);
            }
        } catch (IOException e) {
            throw failed("making", e);
        }
        checkHeader();
        refuseOther(identity);
        return connected(WRITING);
    }

    /** Opens one that exists, of whatever migration; to look at it, or to change something. */
    Sql existing(boolean change) {
        if (!Files.exists(file)) {
            throw new CheckpointException(Kind.MISSING, "there is no checkpoint " + file);
        }
        // whoever is at work in this process has looked at it, and closing it once more would let go of SQLite's locks
        // on it
        CheckpointLock.unlessOwned(file, this::checkHeader);
        return connected(change ? WRITING : READING);
    }

    private void checkHeader() {
        ByteBuffer header = ByteBuffer.wrap(header());
        if (header.limit() < HEADER
                || !Arrays.equals(MAGIC, 0, MAGIC.length, header.array(), 0, MAGIC.length)
                || header.getInt(APPLICATION_AT) != CheckpointSchema.APPLICATION) {
            throw new CheckpointException(
                    Kind.FOREIGN, "the file " + file + " is no checkpoint of a migration; it is left as it is");
        }
        int version = header.getInt(VERSION_AT);
        if (version > CheckpointSchema.VERSION) {
            throw new CheckpointException(
                    Kind.NEWER,
                    "the checkpoint " + file + " has version " + version + ", this release reads up to "
                            + CheckpointSchema.VERSION + "; it is left as it is");
        }
    }

    private byte[] header() {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(HEADER);
        } catch (IOException e) {
            throw failed("looking at", e);
        }
    }

    /** Looks by a connection that can change nothing. */
    private void refuseOther(String identity) {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        try (Connection looker = config.createConnection(url(file));
                Statement statement = looker.createStatement();
                ResultSet rows = statement.executeQuery("SELECT value FROM meta WHERE name = 'identity'")) {
            String stored = rows.next() ? rows.getString(1) : "nothing";
            if (!stored.equals(identity)) {
                throw new CheckpointException(
                        Kind.OTHER_MIGRATION,
                        "the checkpoint " + file + " belongs to another migration and is left as it is; it is of "
                                + stored + ", this one is of " + identity);
            }
        } catch (SQLException e) {
            throw new CheckpointException(
                    Kind.FOREIGN, "the checkpoint " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void make(String identity) throws IOException {
        Path made = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(made);
        try (Connection maker = config().createConnection(url(made));
                Statement statement = maker.createStatement()) {
            // one by one, each statement would wait for the disk several times
            statement.execute("BEGIN");
            statement.execute("PRAGMA application_id = " + CheckpointSchema.APPLICATION);
            statement.execute("PRAGMA user_version = " + CheckpointSchema.VERSION);
            for (String sql : CheckpointSchema.STATEMENTS) {
                statement.execute(sql);
            }
            statement.execute("INSERT INTO meta VALUES ('identity', '" + identity.replace("'", "''") + "')");
            statement.execute("COMMIT");
            statement.execute("PRAGMA journal_mode = WAL");
        } catch (SQLException e) {
            throw failed("making", e);
        }
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Sql connected(String begin) {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // a power cut may take the last pages' marks: what they wrote is then looked at and, where it is not there,
        // sent again
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        try {
            return new Sql(file, config.createConnection(url(file)), begin);
        } catch (SQLException e) {
            throw failed("opening", e);
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-CACHE_KIB);
        // else the driver prepares and runs a query after every single insert
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static String url(Path path) {
        return "jdbc:sqlite:" + path.toUri();
    }

    private CheckpointException failed(String what, Exception e) {
        return new CheckpointException(Kind.FAILED, what + " the checkpoint " + file + " failed: " + e, e);
    }
}
