package dev.mooring.migrate;

import dev.mooring.migrate.CheckpointException.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The right to work on a migration: a lock of the operating system on a file beside its checkpoint, which goes with the process. */
final class CheckpointLock implements AutoCloseable {

    /** Closing any handle of a locked file lets go of a process's lock, so a second one must not be opened. */
    private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();

    private final Path beside;
    private final RandomAccessFile handle;

    private CheckpointLock(Path beside, RandomAccessFile handle) {
        this.beside = beside;
        this.handle = handle;
    }

    static CheckpointLock of(Path file) {
        return tryLock(file)
                .orElseThrow(() -> new CheckpointException(
                        Kind.LOCKED, "another run of the migration has the checkpoint " + file + " open"));
    }

    /** Whether somebody is at work. */
    static boolean isHeld(Path file) {
        if (!Files.exists(beside(file))) {
            return false;
        }
        Optional<CheckpointLock> lock = tryLock(file);
        lock.ifPresent(CheckpointLock::close);
        return lock.isEmpty();
    }

    private static Optional<CheckpointLock> tryLock(Path file) {
        Path beside = beside(file);
        if (!OWNED.add(beside)) {
            return Optional.empty();
        }
        Optional<CheckpointLock> lock = Optional.empty();
        try {
            lock = locked(beside);
            return lock;
        } catch (IOException e) {
            throw new CheckpointException(Kind.FAILED, "the checkpoint " + file + " cannot be locked: " + e, e);
        } finally {
            if (lock.isEmpty()) {
                OWNED.remove(beside);
            }
        }
    }

    private static Optional<CheckpointLock> locked(Path beside) throws IOException {
        RandomAccessFile handle = new RandomAccessFile(beside.toFile(), "rw");
        try {
            FileLock lock = handle.getChannel().tryLock();
            if (lock != null) {
                return Optional.of(new CheckpointLock(beside, handle));
            }
            handle.close();
            return Optional.empty();
        } catch (OverlappingFileLockException e) {
            // the handle stays open on purpose: closing it would let go of the owner's lock
            return Optional.empty();
        }
    }

    private static Path beside(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return whole.resolveSibling(whole.getFileName() + ".lock");
    }

    @Override
    public void close() {
        try {
            handle.close();
        } catch (IOException e) {
            throw new CheckpointException(Kind.FAILED, "letting go of " + beside + " failed: " + e, e);
        } finally {
            OWNED.remove(beside);
        }
    }
}
