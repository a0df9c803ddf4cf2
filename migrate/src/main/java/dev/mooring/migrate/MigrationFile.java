package dev.mooring.migrate;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A migration seen from outside, by its checkpoint file alone: no backend is needed, and another process may be at work on it. Immutable; safe for
 * several threads.
 */
public final class MigrationFile {

    private final Path file;

    private MigrationFile(Path file) {
        this.file = file;
    }

    /** The migration whose checkpoint this is. No I/O. */
    public static MigrationFile at(Path checkpoint) {
        return new MigrationFile(checkpoint);
    }

    /**
     * How far it is.
     *
     * @throws CheckpointException when there is no such file, or it is no checkpoint
     */
    public Status status() {
        boolean running = CheckpointLock.isHeld(file);
        return with(
                false,
                checkpoint -> new Status(
                        checkpoint.state(),
                        checkpoint.paused(),
                        running,
                        List.copyOf(checkpoint.reports().values())));
    }

    /** Has the run end after the page it is at, in whatever process it is. */
    public void pause() {
        with(true, checkpoint -> {
            checkpoint.pause(true);
            return true;
        });
    }

    /** Takes the pause back; the next run goes on. */
    public void resume() {
        with(true, checkpoint -> {
            checkpoint.pause(false);
            return true;
        });
    }

    /**
     * Records in quarantine, by id.
     *
     * @param collection the collection's name at the source
     * @param after the last id of the part before; empty = from the first
     * @param limit how many at most
     */
    public List<Quarantined> quarantined(String collection, String after, int limit) {
        return with(false, checkpoint -> checkpoint.quarantined(collection, after, limit));
    }

    private <T> T with(boolean change, Function<Checkpoint, T> work) {
        try (Checkpoint checkpoint = new Checkpoint(new CheckpointFile(file).existing(change))) {
            return work.apply(checkpoint);
        }
    }
}
