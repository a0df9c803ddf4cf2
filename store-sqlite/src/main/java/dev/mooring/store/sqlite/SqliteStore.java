package dev.mooring.store.sqlite;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreException;
import dev.mooring.store.StoreException.Kind;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store in one SQLite file, durable when {@code write} returns. Works of callers that wait at the same time share one commit; reads run beside
 * them, each on a moment of its own.
 *
 * <p>Beside the file there are {@code -wal} and {@code -shm} while it is open, and a {@code .lock} that stays. The file MUST be on a local
 * disk. A file that is damaged, of a newer version or not a store is reported and left as it is. Safe for several threads.
 */
public final class SqliteStore implements LocalStore {

    private final Ownership ownership;
    private final Writer writer;
    private final ReaderPool readers;
    private final WriteQueue queue = new WriteQueue(this::runGroup);
    /** Set on a thread while it runs work of this store. */
    private final ThreadLocal<Boolean> inside = new ThreadLocal<>();

    private final Object closing = new Object();
    private volatile boolean closed;

    private SqliteStore(Ownership ownership, Connections connections, Durability durability) {
        this.ownership = ownership;
        this.writer = new Writer(connections.writer(), durability);
        this.readers = new ReaderPool(connections::reader);
    }

    /**
     * Opens the store in a file, and makes it when there is none or an empty one. Its directory must exist.
     *
     * @throws StoreException that says why it cannot be opened
     */
    public static SqliteStore at(Path file) {
        return at(file, Durability.FULL);
    }

    /**
     * As {@link #at(Path)}, with another durability than {@link Durability#FULL}.
     *
     * @throws StoreException that says why it cannot be opened
     */
    public static SqliteStore at(Path file, Durability durability) {
        given(file, "the file of a store");
        given(durability, "the durability of a store");
        if (file.getFileName() == null || file.toString().isBlank()) {
            throw new IllegalArgumentException("the store needs the name of a file, not '" + file + "'");
        }
        // the channels of the JDK would be closed under an interrupted caller
        boolean interrupted = Thread.interrupted();
        try {
            return open(realFile(file), durability);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void given(@Nullable Object part, String what) {
        if (part == null) {
            throw new IllegalArgumentException(what + " must not be null");
        }
    }

    private static SqliteStore open(Path file, Durability durability) {
        StoreFile there = new StoreFile(file);
        Ownership ownership = Ownership.of(file, there::refuseForeign);
        boolean opened = false;
        try {
            Connections connections = new Connections(file, durability);
            there.prepare(connections);
            SqliteStore store = new SqliteStore(ownership, connections, durability);
            opened = true;
            return store;
        } finally {
            if (!opened) {
                ownership.close();
            }
        }
    }

    /** One name for one file, whatever links lead to it. */
    private static Path realFile(Path file) {
        try {
            Path real = Files.exists(file)
                    ? file.toRealPath()
                    : file.toAbsolutePath()
                            .normalize()
                            .resolveSibling(".")
                            .toRealPath()
                            .resolve(file.getFileName());
            if (Files.exists(real) && !Files.isRegularFile(real)) {
                throw new StoreException(Kind.FAILED, "the store " + file + " cannot be opened: it is not a file");
            }
            return real;
        } catch (NoSuchFileException e) {
            throw new StoreException(
                    Kind.FAILED, "the store " + file + " cannot be opened: its directory does not exist", e);
        } catch (IOException e) {
            throw new StoreException(Kind.FAILED, "the store " + file + " cannot be opened: " + e, e);
        }
    }

    @Override
    public <T> T read(Function<? super StoreReader, T> work) {
        refuseNesting();
        inside.set(true);
        try {
            return readers.read(work);
        } finally {
            inside.remove();
        }
    }

    @Override
    public <T> T write(Function<? super StoreTransaction, T> work) {
        refuseNesting();
        return queue.run(new Ticket<>(work, true));
    }

    @Override
    public <T> T writeRepeatable(Function<? super StoreTransaction, T> work) {
        refuseNesting();
        return queue.run(new Ticket<>(work, false));
    }

    @Override
    public void close() {
        refuseNesting();
        synchronized (closing) {
            if (!closed) {
                closed = true;
                readers.close();
                queue.between(this::letGo);
            }
        }
    }

    private void letGo() {
        try {
            writer.close();
        } finally {
            ownership.close();
        }
    }

    private void runGroup(List<Ticket<?>> group) {
        inside.set(true);
        try {
            if (closed) {
                StoreException reason = new StoreException(Kind.CLOSED, "the store is closed");
                group.forEach(ticket -> ticket.failed(reason));
                group.forEach(Ticket::done);
            } else {
                writer.run(group);
            }
        } finally {
            inside.remove();
        }
    }

    private void refuseNesting() {
        if (inside.get() != null) {
            throw new IllegalStateException("work in a store must not call the store again");
        }
    }

    /** For tests: runs a statement on the writer's connection, to bring a fault about. */
    void onWriter(String sql) {
        queue.between(() -> writer.run(sql));
    }
}
