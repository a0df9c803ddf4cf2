package dev.mooring.contract.memory;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** Tells every listening that something changed. Safe for several threads. */
final class LiveHub {

    private final Executor executor;
    private final List<LiveListening> listenings = new CopyOnWriteArrayList<>();

    LiveHub(Executor executor) {
        this.executor = executor;
    }

    void join(LiveListening listening) {
        listenings.add(listening);
        listening.begin();
    }

    void leave(LiveListening listening) {
        listenings.remove(listening);
    }

    void hint(Set<String> ids) {
        listenings.forEach(listening -> listening.tell(listener -> listener.hint(ids)));
    }

    /** As if the connection had been lost and made again. */
    void interrupt() {
        listenings.forEach(LiveListening::begin);
    }

    void run(Runnable task) {
        executor.execute(task);
    }
}
