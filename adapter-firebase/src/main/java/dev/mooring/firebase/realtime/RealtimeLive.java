package dev.mooring.firebase.realtime;

import dev.mooring.sync.LiveChanges;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import okhttp3.OkHttpClient;

/** Hints by server-sent events. Each listening has a thread and a stream of its own. Safe for several threads. */
final class RealtimeLive implements LiveChanges, AutoCloseable {

    private final Hints hints;
    private final OkHttpClient client;
    private final IntFunction<Duration> pauses;
    private final Set<RealtimeListening> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * For one collection.
     *
     * @param silence how long the database may show no sign of life
     * @param pauses before a stream is opened again, by the failures in a row
     */
    RealtimeLive(Hints hints, OkHttpClient plain, Duration silence, IntFunction<Duration> pauses) {
        this.hints = hints;
        this.client = plain.newBuilder()
                .callTimeout(Duration.ZERO)
                .readTimeout(silence)
                .build();
        this.pauses = pauses;
    }

    @Override
    public Listening listen(Listener listener) {
        if (closed) {
            throw new IllegalStateException("the adapter is closed");
        }
        RealtimeListening listening = new RealtimeListening(hints, client, pauses, listener, open::remove);
        open.add(listening);
        if (closed) {
            listening.close();
        }
        listening.start();
        return listening;
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(RealtimeListening::close);
    }
}
