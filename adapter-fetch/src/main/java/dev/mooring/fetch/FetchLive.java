package dev.mooring.fetch;

import dev.mooring.sync.LiveChanges;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import okhttp3.OkHttpClient;

/** Hints by server-sent events. Each listening has a thread and a stream of its own. Safe for several threads. */
final class FetchLive implements LiveChanges, AutoCloseable {

    private final EventSource source;
    private final OkHttpClient client;
    private final IntFunction<Duration> pauses;
    private final Set<EventListening> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    FetchLive(EventSource source, OkHttpClient plain, Duration keepAlive, IntFunction<Duration> pauses) {
        this.source = source;
        this.client = plain.newBuilder()
                .callTimeout(Duration.ZERO)
                .readTimeout(keepAlive)
                .build();
        this.pauses = pauses;
    }

    @Override
    public Listening listen(Listener listener) {
        if (closed) {
            throw new IllegalStateException("the adapter is closed");
        }
        EventListening listening = new EventListening(source, client, pauses, listener, open::remove);
        open.add(listening);
        listening.start();
        return listening;
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(EventListening::close);
    }
}
