package dev.mooring.internal.engine;

import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns live hints into a wish for a pull: never data, never a cursor (law 6). */
final class Hints implements LiveChanges.Listener {

    private final SyncAdapter adapter;
    private final World world;
    private final Duration interval;
    private final Runnable hinted;
    private final Consumer<RuntimeException> failed;
    private LiveChanges.@Nullable Listening listening;
    private Instant next = Instant.MIN;
    private Optional<String> known = Optional.empty();
    private volatile boolean dead;

    Hints(Setup setup, World world, Runnable hinted, Consumer<RuntimeException> failed) {
        this.adapter = setup.adapter();
        this.interval = setup.interval();
        this.world = world;
        this.hinted = hinted;
        this.failed = failed;
    }

    /** Listens from now on, where the backend tells of changes by itself; a listening that was given up is made again. */
    void listen() {
        if (listening != null && !dead) {
            return;
        }
        close();
        dead = false;
        next = world.clock().instant().plus(interval);
        caught(() -> adapter.capability(LiveChanges.class).ifPresent(changes -> {
            listening = changes.listen(this);
            known = Optional.empty();
        }));
    }

    /** The same, but not more often than changes are asked for: a listening that ends at once would go round and round. */
    void listenInTime() {
        if (!world.clock().instant().isBefore(next)) {
            listen();
        }
    }

    /** Listens no longer. */
    void close() {
        LiveChanges.Listening ended = listening;
        listening = null;
        if (ended != null) {
            caught(ended::close);
        }
    }

    private void caught(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            Optional<String> now = Optional.of(e.toString());
            if (!now.equals(known)) {
                known = now;
                failed.accept(e);
            }
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
        dead = state == LiveChanges.State.DEAD;
    }

    private void pull() {
        world.control().execute(hinted);
    }
}
