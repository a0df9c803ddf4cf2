package dev.mooring.supabase;

import dev.mooring.supabase.internal.realtime.Realtime;
import dev.mooring.supabase.internal.realtime.Topic;
import dev.mooring.sync.LiveChanges;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hints of one table. Safe for several threads. */
final class SupabaseLive implements LiveChanges, AutoCloseable {

    private final Realtime realtime;
    private final Topic topic;
    private final Set<Listening> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    SupabaseLive(Realtime realtime, Topic topic) {
        this.realtime = realtime;
        this.topic = topic;
    }

    @Override
    public Listening listen(Listener listener) {
        if (closed) {
            throw new IllegalStateException("the adapter is closed");
        }
        Listening listening = realtime.listen(topic, listener);
        open.add(listening);
        return () -> {
            open.remove(listening);
            listening.close();
        };
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(Listening::close);
    }
}
