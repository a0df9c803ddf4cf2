package dev.mooring.sync;

import java.util.Set;

/**
 * Optional: the backend says when something changed (LIVE-1 to LIVE-6). What arrives is a hint, never data, and never moves a
 * cursor: the engine answers with a pull.
 */
public interface LiveChanges {

    /**
     * Starts listening; returns at once, connecting goes on behind it. The adapter connects again by itself until the listening is
     * closed or the adapter is.
     */
    Listening listen(Listener listener);

    /** A running listening. */
    interface Listening extends AutoCloseable {
        /** Ends the listening; when it returns no further call of the listener begins (LIVE-5). May be called twice. */
        @Override
        void close();
    }

    /** Who is told. Calls come one at a time, on a thread of the adapter; a listener returns quickly and never throws. */
    interface Listener {

        /** Something changed; the ids that are known, possibly none. */
        void hint(Set<String> ids);

        /** Something may have been missed: pull. Told after every connection that became live (LIVE-3) and every loss. */
        void gap();

        /** The listening's state changed. */
        void state(State state);
    }

    /** How much the hints can be relied on. */
    enum State {
        /** Not connected yet, or connecting again: no hints. */
        CONNECTING,
        /** Changes from now on are hinted. */
        LIVE,
        /** Given up until the listening is made again: a token that was refused, a stream that is not allowed. */
        DEAD
    }
}
