package dev.mooring;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A condition that a collection waits for: while it is shut nothing new travels, when it opens everything goes on at once. It may change as
 * often as it likes, and may serve several collections. Safe for several threads.
 */
public final class Gate {

    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile boolean open;

    private Gate(boolean open) {
        this.open = open;
    }

    /** A gate that is open now. */
    public static Gate opened() {
        return new Gate(true);
    }

    /** A gate that is shut now. */
    public static Gate shut() {
        return new Gate(false);
    }

    /** Opens or shuts it. */
    public void set(boolean opened) {
        open = opened;
        watchers.forEach(Runnable::run);
    }

    /** Whether it is open. */
    public boolean isOpen() {
        return open;
    }

    Subscription watch(Runnable watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }
}
