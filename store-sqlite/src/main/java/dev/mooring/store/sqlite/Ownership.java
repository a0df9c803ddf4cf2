package dev.mooring.store.sqlite;

import dev.mooring.store.StoreException;
import dev.mooring.store.StoreException.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to have a store open: a lock of the operating system on a file beside it, which goes with the process. The lock's file
 * stays, since taking it away would let two owners lock two files.
 */
final class Ownership implements AutoCloseable {

    /**
     * The stores that this process has open. The operating system cannot tell: a lock belongs to the process, and closing any other handle of its
     * file would let go of it.
     */
    private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final RandomAccessFile handle;

    private Ownership(Path file, RandomAccessFile handle) {
        this.file = file;
        this.handle = handle;
    }

    /**
     * Takes a store, by its real path.
     *
     * @param look looks at the store's file before its lock is made beside it; run only when nobody in this process has the store open
     */
    static Ownership of(Path file, Runnable look) {
        if (!OWNED.add(file)) {
            throw locked(file, "in this process", null);
        }
        boolean taken = false;
        try {
            Ownership ownership = lock(file, look);
            taken = true;
            return ownership;
        } finally {
            if (!taken) {
                OWNED.remove(file);
            }
        }
    }

    private static Ownership lock(Path file, Runnable look) {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        if (!Files.exists(beside)) {
            // where there is a lock already, another copy of this library may have the store open
            look.run();
        }
        if (Files.exists(beside) ? !Files.isWritable(beside) : !Files.isWritable(file.resolveSibling("."))) {
            throw new StoreException(
                    Kind.READ_ONLY, "the store " + file + " cannot be locked: " + beside + " cannot be written");
        }
        try {
            RandomAccessFile handle = new RandomAccessFile(beside.toFile(), "rw");
            FileLock lock = tryLock(file, handle);
            if (lock == null) {
                handle.close();
                throw locked(file, "in another process", null);
            }
            return new Ownership(file, handle);
        } catch (IOException e) {
            throw new StoreException(Kind.FAILED, "locking the store " + file + " failed: " + e, e);
        }
    }

    private static @Nullable FileLock tryLock(Path file, RandomAccessFile handle) throws IOException {
        try {
            return handle.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            // the handle stays open on purpose: closing it would let go of the owner's lock
            throw locked(file, "in this process, by another copy of this library", e);
        }
    }

    private static StoreException locked(Path file, String where, @Nullable Throwable cause) {
        return new StoreException(Kind.LOCKED, "the store " + file + " is open already " + where, cause);
    }

    @Override
    public void close() {
        try {
            handle.close();
        } catch (IOException e) {
            throw new StoreException(Kind.FAILED, "unlocking the store " + file + " failed: " + e, e);
        } finally {
            OWNED.remove(file);
        }
    }
}
