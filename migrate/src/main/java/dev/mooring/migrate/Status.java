package dev.mooring.migrate;

import java.util.List;

/**
 * How far a migration is, as its checkpoint file says. Immutable.
 *
 * @param state how far
 * @param paused whether it was told to pause
 * @param running whether a process is at work on it now
 * @param collections the collections, by name
 */
public record Status(State state, boolean paused, boolean running, List<CollectionReport> collections) {

    /** Copies. */
    public Status {
        collections = List.copyOf(collections);
    }
}
