package dev.mooring.support.events;

import dev.mooring.sync.LiveChanges.Listener;
import dev.mooring.sync.LiveChanges.Listening;
import dev.mooring.sync.LiveChanges.State;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream of events and the thread that reads it. Safe for several threads. */
final class EventListening implements Listening {

    static final String THREAD = "mooring-events";

    private static final Logger LOG = LoggerFactory.getLogger(EventListening.class);
    private static final int MOST_REDIRECTS = 5;

    private final EventTalk talk;
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
    private boolean dead;
    private int failures;

    EventListening(
            EventTalk talk,
            OkHttpClient client,
            IntFunction<Duration> pauses,
            Listener listener,
            Consumer<EventListening> whenClosed) {
        this.talk = talk;
        this.client = client;
        this.pauses = pauses;
        this.listener = listener;
        this.whenClosed = whenClosed;
        this.thread = new Thread(this::run, THREAD);
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
            attempt();
            if (!closed) {
                lost();
            }
        }
    }

    private void attempt() {
        try {
            connect();
        } catch (GivenUp | Misconfigured e) {
            LOG.warn("the events of {} are given up: {}", talk, e.getMessage());
            dead = true;
        } catch (IOException | SyncException e) {
            LOG.debug("the events of {} broke off: {}", talk, e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            // a request that cannot be made at all; its message may repeat what cannot be sent
            LOG.warn(
                    "the events of {} cannot be asked for: {}",
                    talk,
                    e.getClass().getName());
            dead = true;
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
                LOG.trace("the events of {} are no longer wanted", talk);
            }
        } catch (InterruptedException e) {
            // nobody but the JVM's end interrupts this thread: it is no longer wanted
            Thread.currentThread().interrupt();
            dead = true;
        }
    }

    private void connect() throws IOException {
        Request request = talk.request();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Call call = client.newCall(request);
            running = call;
            if (closed) {
                return;
            }
            try (Response response = call.execute()) {
                if (isStream(response)) {
                    listenTo(response);
                    return;
                }
                request = talk.instead(response);
            } finally {
                // closing alone would wait for the end of a stream that has none
                call.cancel();
            }
        }
        throw new GivenUp("they lead from one address to the next without end");
    }

    private static boolean isStream(Response response) {
        String type = response.header("Content-Type");
        return response.code() == 200 && type != null && type.startsWith("text/event-stream");
    }

    private void listenTo(Response response) throws IOException {
        EventReader events = new EventReader(response.body().byteStream());
        boolean on = took(talk.opened());
        while (on && !closed) {
            Event event = events.next();
            on = event != null && took(talk.heard(event));
        }
    }

    /** Answers whether the stream goes on. */
    private boolean took(Signal signal) {
        switch (signal.kind()) {
            case LIVE -> becomeLive();
            case GAP -> tell(listener::gap);
            case HINT -> hint(signal);
            case NOTHING -> LOG.trace("{} shows that it lives", talk);
            case OVER -> {
                return false;
            }
        }
        return true;
    }

    private void becomeLive() {
        live = true;
        failures = 0;
        tell(() -> listener.state(State.LIVE));
        tell(listener::gap);
    }

    /** What is said before the stream is live is covered by the gap that is told then. */
    private void hint(Signal signal) {
        if (live) {
            tell(() -> listener.hint(signal.ids()));
        }
    }

    private void tell(Runnable call) {
        calling.lock();
        try {
            if (!closed) {
                call.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("a listener to the events of {} failed", talk, e);
        } finally {
            calling.unlock();
        }
    }
}
