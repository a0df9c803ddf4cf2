package dev.mooring.contract.memory;

import dev.mooring.sync.LiveChanges;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The listenings of one adapter: they end with it. Safe for several threads. */
final class LiveListeners {

    private final List<LiveListening> open = new CopyOnWriteArrayList<>();

    LiveListening add(LiveHub hub, LiveChanges.Listener listener) {
        LiveListening listening = new LiveListening(hub, listener);
        open.add(listening);
        hub.join(listening);
        return listening;
    }

    void close() {
        open.forEach(LiveListening::close);
        open.clear();
    }
}
