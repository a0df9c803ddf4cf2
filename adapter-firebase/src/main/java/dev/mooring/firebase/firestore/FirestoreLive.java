package dev.mooring.firebase.firestore;

import dev.mooring.sync.LiveChanges;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/** Hints by snapshot listeners. Each listening has a query of its own. Safe for several threads. */
final class FirestoreLive implements LiveChanges {

    private final Documents documents;
    private final Calls calls;
    private final IntFunction<Duration> pauses;
    private final Set<SnapshotListening> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** The pauses before the n-th attempt to listen again. */
    FirestoreLive(Documents documents, Calls calls, IntFunction<Duration> pauses) {
        this.documents = documents;
        this.calls = calls;
        this.pauses = pauses;
    }

    @Override
    public Listening listen(Listener listener) {
        SnapshotListening listening = new SnapshotListening(documents, calls, pauses, listener, open::remove);
        open.add(listening);
        listening.start();
        if (closed) {
            listening.close();
        }
        return listening;
    }

    void close() {
        closed = true;
        open.forEach(SnapshotListening::close);
    }
}
