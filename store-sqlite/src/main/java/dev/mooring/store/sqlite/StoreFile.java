package dev.mooring.store.sqlite;

import dev.mooring.store.StoreException;
import dev.mooring.store.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The file of a store before it is opened for writing: looked at without touching it, or made. A file is made under another name and
 * moved into its place, so that its header is right from the first moment on. Later versions MUST change the header outside of WAL mode for the
 * same reason: it is what an older version looks at.
 */
final class StoreFile {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;
    private static final int VERSION_AT = 60;
    private static final int APPLICATION_AT = 68;

    private final Path file;

    StoreFile(Path file) {
        this.file = file;
    }

    /**
     * Looks at a file that is there before anything is made beside it. Nobody in this process may have the file open: closing it once more lets go of
     * all the locks that the process has on it, SQLite's as well.
     */
    void refuseForeign() {
        try {
            if (Files.isReadable(file) && !isEmpty(file)) {
                checkHeader();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Makes the file, or makes sure that it is a store of this version. */
    void prepare(Connections connections) {
        try {
            if (!isEmpty(file)) {
                refuseUnwritable();
                checkHeader();
                probe(connections);
            } else if (!isEmpty(beside("-wal")) || !isEmpty(beside("-journal"))) {
                throw new StoreException(
                        Kind.CORRUPT, "the store " + file + " is empty, but its log is not; it is left as it is");
            } else {
                make();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private StoreException failed(IOException cause) {
        return new StoreException(Kind.FAILED, "opening the store " + file + " failed: " + cause, cause);
    }

    private void refuseUnwritable() {
        if (!Files.isWritable(file) || !Files.isWritable(file.resolveSibling("."))) {
            throw new StoreException(Kind.READ_ONLY, "the store " + file + ", or its directory, cannot be written");
        }
    }

    private void checkHeader() throws IOException {
        ByteBuffer header = ByteBuffer.wrap(header());
        if (header.limit() < HEADER || !Arrays.equals(MAGIC, 0, MAGIC.length, header.array(), 0, MAGIC.length)) {
            throw new StoreException(
                    Kind.CORRUPT, "the file " + file + " is not a store: its header is damaged or another format's");
        }
        if (header.getInt(APPLICATION_AT) != Schema.APPLICATION) {
            throw new StoreException(Kind.CORRUPT, "the file " + file + " is a database, but not a store of Mooring");
        }
        int version = header.getInt(VERSION_AT);
        if (version < Schema.VERSION) {
            throw new StoreException(
                    Kind.FAILED,
                    "the store " + file + " has version " + version
                            + ", which no release ever wrote; it is left as it is");
        }
        if (version > Schema.VERSION) {
            throw new StoreException(
                    Kind.NEWER_SCHEMA,
                    "the store " + file + " has version " + version + ", this release reads up to " + Schema.VERSION);
        }
    }

    private byte[] header() throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(HEADER);
        }
    }

    private void probe(Connections connections) {
        try (Connection looker = connections.looker()) {
            for (String probe : Schema.PROBES) {
                Connections.run(looker, probe);
            }
        } catch (SQLException e) {
            StoreException failure = Failures.of(e, "looking at the store " + file);
            throw failure.kind() == Kind.FAILED
                    ? Failures.corrupt(
                            "the store " + file + " does not have the tables it should have: " + e.getMessage(), e)
                    : failure;
        }
    }

    private void make() throws IOException {
        Path made = beside(".new");
        Files.deleteIfExists(made);
        try (Connection maker = Connections.maker(made)) {
            Connections.run(maker, "PRAGMA synchronous = OFF");
            Connections.run(maker, "PRAGMA application_id = " + Schema.APPLICATION);
            Connections.run(maker, "PRAGMA user_version = " + Schema.VERSION);
            for (String statement : Schema.STATEMENTS) {
                Connections.run(maker, statement);
            }
            Connections.run(maker, "PRAGMA journal_mode = WAL");
        } catch (SQLException e) {
            throw Failures.of(e, "making the store " + file);
        }
        try (RandomAccessFile written = new RandomAccessFile(made.toFile(), "rw")) {
            written.getFD().sync();
        }
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory();
    }

    private void syncDirectory() throws IOException {
        // elsewhere a directory cannot be opened, and its entries are durable without
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel directory = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static boolean isEmpty(Path file) throws IOException {
        return !Files.exists(file) || Files.size(file) == 0;
    }
}
