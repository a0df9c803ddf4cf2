package dev.mooring.internal.engine;

import dev.mooring.sync.LiveChanges;
import java.util.Set;

/** Turns live hints into a wish for a pull: never data, never a cursor (law 6). */
final class Hints implements LiveChanges.Listener {

    private final World.Control control;
    private final Runnable hinted;

    Hints(World.Control control, Runnable hinted) {
        this.control = control;
        this.hinted = hinted;
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
