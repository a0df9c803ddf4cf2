package dev.mooring.firebase.realtime;

import dev.mooring.support.http.Address;
import dev.mooring.sync.LiveChanges.Listener;
import dev.mooring.sync.LiveChanges.Listening;
import dev.mooring.sync.LiveChanges.State;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.Unauthenticated;
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
 * One stream of events and the thread that reads it. A stream that ends, breaks, is silent for longer than the database's sign of life,
 * or whose token ran out is opened again, after a pause that grows with every failure. Safe for several threads.
 */
final class RealtimeListening implements Listening {

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeListening.class);
    private static final int MOST_REDIRECTS = 5;

    private final Hints hints;
    private final OkHttpClient client;
    private final IntFunction<Duration> pauses;
    private final Listener listener;
    private final Consumer<RealtimeListening> whenClosed;
    private final Thread thread;
    private final CountDownLatch end = new CountDownLatch(1);

    /** Held while the listener is called, so that no call begins after {@link #close} has returned. */
    private final ReentrantLock calling = new ReentrantLock();

    private volatile boolean closed;
    private volatile @Nullable Call running;
    private String refused = "";
    private boolean live;
    private boolean dead;
    private int failures;

    RealtimeListening(
            Hints hints,
            OkHttpClient client,
            IntFunction<Duration> pauses,
            Listener listener,
            Consumer<RealtimeListening> whenClosed) {
        this.hints = hints;
        this.client = client;
        this.pauses = pauses;
        this.listener = listener;
        this.whenClosed = whenClosed;
        this.thread = new Thread(this::run, "mooring-realtime-events");
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
            } catch (Misconfigured | Unauthenticated e) {
                LOG.warn("the events of {} are given up: {}", hints, e.getMessage());
                dead = true;
            } catch (IOException | SyncException e) {
                LOG.debug("the events of {} broke off: {}", hints, e.getClass().getSimpleName());
            } catch (RuntimeException e) {
                // a request that cannot be made at all; its message may repeat what cannot be sent
                LOG.warn(
                        "the events of {} cannot be asked for: {}",
                        hints,
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
                LOG.trace("the events of {} are no longer wanted", hints);
            }
        } catch (InterruptedException e) {
            // nobody but the JVM's end interrupts this thread: it is no longer wanted
            Thread.currentThread().interrupt();
            dead = true;
        }
    }

    private void connect() throws IOException {
        String token =
                refused.isEmpty() ? hints.signIn().current() : hints.signIn().refresh(refused);
        Address to = hints.address();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Call call = client.newCall(hints.request(to, token));
            running = call;
            if (closed) {
                return;
            }
            try (Response response = call.execute()) {
                String link = Hosts.repeats(response.code()) ? response.header("Location") : null;
                if (link == null) {
                    answered(response, token);
                    return;
                }
                to = hints.redirect(to, link);
            } finally {
                // closing alone would wait for the end of a stream that has none
                call.cancel();
            }
        }
        throw new Misconfigured("the events of " + hints + " lead from one address to the next without end");
    }

    private void answered(Response response, String token) throws IOException {
        int status = response.code();
        String type = response.header("Content-Type", "");
        if (status == 200 && type != null && type.startsWith("text/event-stream")) {
            refused = "";
            listenTo(new EventReader(response.body().byteStream()), token);
        } else if (status == 401) {
            refuse(token, response.peekBody(1024).string());
        } else if (status >= 400 && status < 500 && status != 402 && status != 408 && status != 429) {
            throw new Misconfigured("the events of " + hints + " were refused with " + status);
        } else {
            throw new IOException("answered " + status + " instead of events");
        }
    }

    /** Another token may be taken once; none mends what the rules deny. */
    private void refuse(String token, String words) {
        if (RealtimeErrors.isDenial(words)) {
            throw new Misconfigured("the rules of the database deny the events of " + hints);
        }
        if (token.isEmpty() || !refused.isEmpty()) {
            throw new Unauthenticated("the events of " + hints + " were refused with 401");
        }
        refused = token;
    }

    private void listenTo(EventReader events, String token) throws IOException {
        for (EventReader.Event event = events.next(); event != null && !closed; event = events.next()) {
            switch (event.type()) {
                case "put", "patch" -> took(event);
                case "auth_revoked" -> {
                    refused = token;
                    return;
                }
                case "cancel" ->
                    throw new Misconfigured("the database cancelled the events of " + hints
                            + ": its rules no longer let this user read there, or name no index");
                default -> LOG.trace("{} shows that it lives", hints);
            }
        }
    }

    /** The first event repeats what is there: it shows that the stream is open, and nothing else. */
    private void took(EventReader.Event event) {
        if (live) {
            tell(() -> listener.hint(hints.ids(event)));
            return;
        }
        live = true;
        failures = 0;
        tell(() -> listener.state(State.LIVE));
        tell(listener::gap);
    }

    private void tell(Runnable call) {
        calling.lock();
        try {
            if (!closed) {
                call.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("a listener to the events of {} failed", hints, e);
        } finally {
            calling.unlock();
        }
    }
}
