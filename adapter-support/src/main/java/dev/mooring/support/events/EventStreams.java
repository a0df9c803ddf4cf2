package dev.mooring.support.events;

import dev.mooring.support.http.HttpCalls;
import dev.mooring.sync.LiveChanges;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/**
 * Hints by server-sent events (LIVE-1 to LIVE-6). Each listening has a thread and a stream of its own. A stream that ends, breaks or is
 * silent for too long is opened again, after a pause that grows with every failure, until the listening, this or the backend's
 * {@link HttpCalls} are closed. Safe for several threads.
 */
public final class EventStreams implements LiveChanges, AutoCloseable {

    private final Supplier<? extends EventTalk> talks;
    private final HttpCalls calls;
    private final OkHttpClient client;
    private final IntFunction<Duration> pauses;
    private final Set<EventListening> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * For one collection.
     *
     * @param talks a new one for each listening
     * @param calls the backend's
     * @param silence how long a stream may show no sign of life
     * @param pauses before a stream is opened again, by the failures in a row before it
     */
    public EventStreams(
            Supplier<? extends EventTalk> talks, HttpCalls calls, Duration silence, IntFunction<Duration> pauses) {
        this.talks = talks;
        this.calls = calls;
        this.client = calls.client()
                .newBuilder()
                .callTimeout(Duration.ZERO)
                .readTimeout(silence)
                .build();
        this.pauses = pauses;
    }

    @Override
    public Listening listen(Listener listener) {
        EventListening listening = new EventListening(talks.get(), client, pauses, listener, this::ended);
        open.add(listening);
        calls.started(listening);
        if (closed) {
            listening.close();
            throw new IllegalStateException("the adapter is closed");
        }
        listening.start();
        return listening;
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(EventListening::close);
    }

    private void ended(EventListening listening) {
        open.remove(listening);
        calls.ended(listening);
    }
}
