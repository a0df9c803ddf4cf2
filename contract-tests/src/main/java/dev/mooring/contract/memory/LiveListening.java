package dev.mooring.contract.memory;

import dev.mooring.sync.LiveChanges;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One listening: calls its listener one at a time, in order, and not at all once it is closed. Safe for several threads.
 *
 * <p>A listener that throws only loses the call that it threw from: the next calls reach it.
 */
final class LiveListening implements LiveChanges.Listening {

    private final LiveHub hub;
    private final LiveChanges.Listener listener;
    private final Queue<Consumer<LiveChanges.Listener>> calls = new ArrayDeque<>();
    private final ReentrantLock turn = new ReentrantLock();
    private boolean running;
    private volatile boolean closed;

    LiveListening(LiveHub hub, LiveChanges.Listener listener) {
        this.hub = hub;
        this.listener = listener;
    }

    /** Becomes live, as after every connection: what was missed before is unknown. */
    void begin() {
        tell(to -> to.state(LiveChanges.State.CONNECTING));
        tell(to -> to.state(LiveChanges.State.LIVE));
        tell(LiveChanges.Listener::gap);
    }

    void tell(Consumer<LiveChanges.Listener> call) {
        synchronized (calls) {
            calls.add(call);
            if (running) {
                return;
            }
            running = true;
        }
        hub.run(this::deliver);
    }

    private void deliver() {
        for (Consumer<LiveChanges.Listener> call = next(); call != null; call = next()) {
            turn.lock();
            try {
                if (!closed) {
                    call.accept(listener);
                }
            } catch (RuntimeException e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            } finally {
                turn.unlock();
            }
        }
    }

    private @Nullable Consumer<LiveChanges.Listener> next() {
        synchronized (calls) {
            Consumer<LiveChanges.Listener> call = calls.poll();
            running = call != null;
            return call;
        }
    }

    /** Waits for a call that is under way, unless it is that call which closes. */
    @Override
    public void close() {
        closed = true;
        turn.lock();
        try {
            hub.leave(this);
        } finally {
            turn.unlock();
        }
    }
}
