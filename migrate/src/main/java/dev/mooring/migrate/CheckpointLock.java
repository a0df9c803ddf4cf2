package dev.mooring.migrate;

import dev.mooring.migrate.CheckpointException.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The right to work on a migration: a lock of the operating system on a file beside its checkpoint, which goes with the process. Whether it is free
 * only trying tells; so who begins and who looks go through a door, one at a time, and who looks keeps nobody out.
 */
final class CheckpointLock implements AutoCloseable {

    /** Closing any handle of a locked file lets go of a process's lock, so a second one must not be opened. Guards itself. */
    private static final Set<Path> OWNED = new HashSet<>();

    /** The byte that is locked by who is at work, and the one that is locked by who tries for it, for that moment. */
    private static final long WORK = 0;

    private static final long DOOR = 1;

    private final Path beside;
    private final RandomAccessFile handle;

    private CheckpointLock(Path beside, RandomAccessFile handle) {
        this.beside = beside;
        this.handle = handle;
    }

    static CheckpointLock of(Path file) {
        Path beside = beside(file);
        synchronized (OWNED) {
            Optional<RandomAccessFile> handle = OWNED.contains(beside) ? Optional.empty() : tried(beside, true);
            if (handle.isPresent()) {
                OWNED.add(beside);
                return new CheckpointLock(beside, handle.get());
            }
        }
        throw new CheckpointException(Kind.LOCKED, "another run of the migration has the checkpoint " + file + " open");
    }

    /** Whether somebody is at work. */
    static boolean isHeld(Path file) {
        Path beside = beside(file);
        synchronized (OWNED) {
            if (OWNED.contains(beside) || !Files.exists(beside)) {
                return OWNED.contains(beside);
            }
            return tried(beside, false).isEmpty();
        }
    }

    /** Does something that must not be done while this process is at work; who begins waits until it is done. */
    static void unlessOwned(Path file, Runnable work) {
        synchronized (OWNED) {
            if (!OWNED.contains(beside(file))) {
                work.run();
            }
        }
    }

    /** The file, with the lock on it or closed again; nothing when somebody else has the lock. */
    private static Optional<RandomAccessFile> tried(Path beside, boolean keep) {
        try {
            RandomAccessFile handle = new RandomAccessFile(beside.toFile(), "rw");
            boolean got = isFree(handle.getChannel(), keep);
            if (!got || !keep) {
                handle.close();
            }
            return got ? Optional.of(handle) : Optional.empty();
        } catch (OverlappingFileLockException e) {
            // of another class loader; the handle stays open on purpose: closing it would let go of the owner's lock
            return Optional.empty();
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw Ahead.interrupted(e);
            }
            throw new CheckpointException(Kind.FAILED, beside + " cannot be locked: " + e, e);
        }
    }

    private static boolean isFree(FileChannel channel, boolean keep) throws IOException {
        FileLock door = channel.lock(DOOR, 1, false);
        try {
            FileLock work = channel.tryLock(WORK, 1, false);
            if (work != null && !keep) {
                // before the door is open again
                work.release();
            }
            return work != null;
        } finally {
            door.release();
        }
    }

    private static Path beside(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return whole.resolveSibling(whole.getFileName() + ".lock");
    }

    @Override
    public void close() {
        synchronized (OWNED) {
            try {
                handle.close();
            } catch (IOException e) {
                throw new CheckpointException(Kind.FAILED, "letting go of " + beside + " failed: " + e, e);
            } finally {
                OWNED.remove(beside);
            }
        }
    }
}
