package dev.mooring.internal.engine;

import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.SyncAdapter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns live hints into a wish for a pull: never data, never a cursor (law 6). */
final class Hints implements LiveChanges.Listener {

    private final SyncAdapter adapter;
    private final World.Control control;
    private final Runnable hinted;
    private LiveChanges.@Nullable Listening listening;

    Hints(SyncAdapter adapter, World.Control control, Runnable hinted) {
        this.adapter = adapter;
        this.control = control;
        this.hinted = hinted;
    }

    /** Listens from now on, where the backend tells of changes by itself. */
    void listen() {
        adapter.capability(LiveChanges.class).ifPresent(changes -> listening = changes.listen(this));
    }

    /** Listens no longer. */
    void close() {
        if (listening != null) {
            listening.close();
            listening = null;
        }
    }

    @Override
    public void hint(Set<String> ids) {
        pull();
    }

    @Override
    public void gap() {
        pull();
    }

    @Override
    public void state(LiveChanges.State state) {
        // polling goes on whatever the state is, and a new connection says gap
    }

    private void pull() {
        control.execute(hinted);
    }
}
