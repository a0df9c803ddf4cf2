package dev.mooring;

import dev.mooring.Connectivity.Level;
import dev.mooring.internal.engine.Doors;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network as somebody says it is: the platform, or the application by hand, which counts more. Safe for several threads. */
final class Network implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Network.class);

    private final BiConsumer<Level, Level> moved;
    private Subscription listening = () -> {};
    private Level level = Level.MAYBE;
    private boolean offlineByHand;

    /**
     * A network of which nothing is known.
     *
     * @param moved is told of the level before and after a change
     */
    Network(BiConsumer<Level, Level> moved) {
        this.moved = moved;
    }

    void listen(Connectivity connectivity) {
        close();
        Subscription next = connectivity.listen(this::level);
        synchronized (this) {
            listening = next;
        }
    }

    private void level(Level next) {
        Level before;
        Level now;
        synchronized (this) {
            before = level();
            level = next;
            now = level();
        }
        tell(before, now);
    }

    void byHand(boolean offline) {
        Level before;
        Level now;
        synchronized (this) {
            before = level();
            offlineByHand = offline;
            now = level();
        }
        tell(before, now);
    }

    private void tell(Level before, Level now) {
        if (before != now) {
            LOG.info("the network is {} now, it was {}", now, before);
            moved.accept(before, now);
        }
    }

    synchronized Level level() {
        return offlineByHand ? Level.OFFLINE : level;
    }

    /** What is left of open doors. */
    Doors limit(Doors doors) {
        return switch (level()) {
            case OFFLINE -> Doors.shut();
            case METERED -> doors.sparingly();
            case MAYBE, ONLINE -> doors;
        };
    }

    @Override
    public void close() {
        Subscription old;
        synchronized (this) {
            old = listening;
            listening = () -> {};
        }
        old.close();
    }
}
