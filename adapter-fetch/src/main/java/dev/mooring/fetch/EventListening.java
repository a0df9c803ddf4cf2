package dev.mooring.fetch;

import dev.mooring.support.status.Reaction;
import dev.mooring.sync.LiveChanges.Listener;
import dev.mooring.sync.LiveChanges.Listening;
import dev.mooring.sync.LiveChanges.State;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of events and the thread that reads it. A stream that ends, breaks or is silent for too long is opened again after a pause
 * that grows with every failure. Safe for several threads.
 */
final class EventListening implements Listening {

    private static final Logger LOG = LoggerFactory.getLogger(EventListening.class);

    private final EventSource source;
    private final OkHttpClient client;
    private final IntFunction<Duration> pauses;
    private final Listener listener;
    private final Consumer<EventListening> whenClosed;
    private final Thread thread;
    private final CountDownLatch end = new CountDownLatch(1);

    /** Held while the listener is called, so that no call begins after {@link #close} has returned. */
    private final ReentrantLock calling = new ReentrantLock();

    private volatile boolean closed;
    private volatile @Nullable Call running;
    private boolean live;
    private int failures;
    private boolean dead;

    EventListening(
            EventSource source,
            OkHttpClient client,
            IntFunction<Duration> pauses,
            Listener listener,
            Consumer<EventListening> whenClosed) {
        this.source = source;
        this.client = client;
        this.pauses = pauses;
        this.listener = listener;
        this.whenClosed = whenClosed;
        this.thread = new Thread(this::run, "mooring-fetch-events");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        calling.lock();
        try {
            closed = true;
        } finally {
            calling.unlock();
        }
        end.countDown();
        Call call = running;
        if (call != null) {
            call.cancel();
        }
        whenClosed.accept(this);
    }

    private void run() {
        tell(() -> listener.state(State.CONNECTING));
        while (!closed && !dead) {
            try {
                connect();
            } catch (IOException | SyncException e) {
                LOG.debug("the events of {} broke off: {}", source, e.getMessage());
            } catch (RuntimeException e) {
                // a request that cannot be made at all; its message may repeat what cannot be sent
                LOG.warn(
                        "the events of {} cannot be asked for: {}",
                        source,
                        e.getClass().getName());
                dead = true;
            }
            if (!closed) {
                lost();
            }
        }
    }

    private void lost() {
        if (live) {
            live = false;
            tell(() -> listener.state(State.CONNECTING));
            tell(listener::gap);
        }
        if (dead) {
            tell(() -> listener.state(State.DEAD));
            return;
        }
        pause(pauses.apply(failures++));
    }

    private void pause(Duration time) {
        try {
            if (end.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.trace("the events of {} are no longer wanted", source);
            }
        } catch (InterruptedException e) {
            // nobody but the JVM's end interrupts this thread: it is no longer wanted
            Thread.currentThread().interrupt();
            dead = true;
        }
    }

    private void connect() throws IOException {
        EventSource.Signed signed = source.request();
        Call call = client.newCall(signed.request());
        running = call;
        if (closed) {
            return;
        }
        try (Response response = call.execute()) {
            if (response.code() == 200) {
                listenTo(response);
            } else {
                refused(signed, response.code());
            }
        } finally {
            // closing alone would wait for the end of a stream that has none
            call.cancel();
        }
    }

    private void listenTo(Response response) throws IOException {
        String type = response.header("Content-Type", "");
        if (type == null || !type.startsWith("text/event-stream")) {
            throw TemporaryFailure.notApplied(source + " answered " + type + " instead of events", null);
        }
        if (source.liveWhenOpen()) {
            becomeLive();
        }
        new EventReader(response.body().byteStream()).read(this::take);
    }

    private void take(EventReader.Event event) {
        if (source.isReady(event)) {
            becomeLive();
        } else if (source.isGap(event)) {
            tell(listener::gap);
        } else if (live) {
            tell(() -> listener.hint(source.ids(event)));
        }
    }

    private void becomeLive() {
        live = true;
        failures = 0;
        tell(() -> listener.state(State.LIVE));
        tell(listener::gap);
    }

    private void refused(EventSource.Signed signed, int status) {
        Reaction reaction = source.reaction(status);
        if (reaction == Reaction.UNAUTHENTICATED) {
            dead = !source.hasOtherThan(signed.token());
        } else {
            dead = reaction == Reaction.MISCONFIGURED || reaction == Reaction.REFUSED;
        }
        LOG.debug("the events of {} were refused with {}", source, status);
    }

    private void tell(Runnable call) {
        calling.lock();
        try {
            if (!closed) {
                call.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("a listener to the events of {} failed", source, e);
        } finally {
            calling.unlock();
        }
    }
}
