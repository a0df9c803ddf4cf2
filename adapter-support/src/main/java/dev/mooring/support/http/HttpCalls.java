package dev.mooring.support.http;

import dev.mooring.support.given.Given;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.sync.LiveChanges.Listening;
import dev.mooring.sync.TemporaryFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Makes HTTP calls, each of them exactly once: nothing is sent again, no redirect is followed to another host, no cookie is kept. A
 * call ends within its time, when its thread is interrupted (FAULT-10, FAULT-11) and when its answer grows too large.
 *
 * <p>What fails without an answer is a {@link TemporaryFailure}. It says {@code maybeApplied} when the call may change something and
 * its request may have left: a refused connection, an unknown host or a failed handshake is certain, everything later is not.
 *
 * <p>Safe for several threads; one for each backend is enough.
 */
public final class HttpCalls implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;

    private final OkHttpClient client;
    private final Semaphore permits;
    private final Duration patience;
    private final String userAgent;
    private final long largestAnswer;
    private final long largestStream;
    private final boolean sameOriginRedirects;
    private final Set<String> secrets;
    private final Set<Listening> streams = ConcurrentHashMap.newKeySet();

    private HttpCalls(Builder builder) {
        permits = new Semaphore(builder.concurrency, true);
        patience = builder.callTimeout;
        userAgent = builder.userAgent;
        largestAnswer = builder.largestAnswer;
        largestStream = builder.largestStream;
        sameOriginRedirects = builder.sameOriginRedirects;
        secrets = Set.copyOf(builder.secrets);
        client = new OkHttpClient.Builder()
                .socketFactory(new NoDelaySockets())
                .connectionPool(new ConnectionPool(builder.concurrency, 5, TimeUnit.MINUTES))
                .connectTimeout(builder.connectTimeout)
                .readTimeout(builder.readTimeout)
                .writeTimeout(builder.readTimeout)
                .callTimeout(builder.callTimeout)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .addInterceptor(HiddenRetries.RESTORE)
                .addNetworkInterceptor(HiddenRetries.HIDE)
                .eventListener(Progress.LISTENER)
                .build();
    }

    /** With the standard limits. */
    public static HttpCalls standard() {
        return builder().build();
    }

    /** Starts from the standard limits. */
    public static Builder builder() {
        return new Builder();
    }

    /** Makes a call and reads its answer whole. */
    public HttpAnswer send(HttpCall call) {
        return follow(call, null, call.largestAnswer().orElse(largestAnswer));
    }

    /**
     * Makes a call and hands the body of a successful answer out while it arrives; the answer that is returned has no body then. The
     * body of any other answer is read whole and not handed out.
     */
    public HttpAnswer stream(HttpCall call, BodyReader reader) {
        return follow(call, reader, call.largestAnswer().orElse(largestStream));
    }

    /** The client behind, with the same settings, for what is not a call: web sockets, server-sent events. */
    public OkHttpClient client() {
        return client;
    }

    /** A stream on this client, which ends with it; at once where it is closed already. */
    public void started(Listening stream) {
        streams.add(stream);
        if (isClosed()) {
            stream.close();
        }
    }

    /** The stream is over. */
    public void ended(Listening stream) {
        streams.remove(stream);
    }

    /** Cancels the calls that run, closes the streams and ends the connections. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        // the client forgets a call when its answer begins
        streams.forEach(Listening::close);
        client.connectionPool().evictAll();
    }

    private boolean isClosed() {
        return client.dispatcher().executorService().isShutdown();
    }

    private HttpAnswer follow(HttpCall call, @Nullable BodyReader reader, long largest) {
        Address to = call.address();
        for (int hop = 0; ; hop++) {
            HttpAnswer answer = admitted(call, to, reader, largest);
            Address next = hop < MOST_REDIRECTS ? redirect(answer, to) : null;
            if (next == null) {
                return answer;
            }
            to = next;
        }
    }

    private @Nullable Address redirect(HttpAnswer answer, Address from) {
        boolean repeats = answer.status() == 307 || answer.status() == 308;
        return sameOriginRedirects && repeats
                ? answer.header("Location").map(from::withinOrigin).orElse(null)
                : null;
    }

    private HttpAnswer admitted(HttpCall call, Address to, @Nullable BodyReader reader, long largest) {
        if (isClosed()) {
            throw new IllegalStateException(call + ": the client is closed");
        }
        admit(call);
        try {
            return once(call, to, reader, largest);
        } finally {
            permits.release();
        }
    }

    private void admit(HttpCall call) {
        try {
            if (!permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw TemporaryFailure.notApplied(call + " was not sent: too many calls at once", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TemporaryFailure.notApplied(call + " was not sent: interrupted", e);
        }
    }

    private HttpAnswer once(HttpCall call, Address to, @Nullable BodyReader reader, long largest) {
        Progress progress = new Progress();
        Call exchange = client.newCall(call.request(to, userAgent, progress));
        call.timeout().ifPresent(limit -> exchange.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS));
        Interruption interruption = new Interruption(exchange::cancel);
        try (Response response = interruption.during(exchange::execute)) {
            try {
                return read(
                        call,
                        response,
                        reader,
                        new BoundedStream(response.body().byteStream(), largest, interruption));
            } catch (IOException | RuntimeException e) {
                // closing alone would read on for a while, hoping to use the connection again
                exchange.cancel();
                throw e;
            }
        } catch (IOException e) {
            throw failure(call, progress, e);
        }
    }

    private HttpAnswer read(HttpCall call, Response response, @Nullable BodyReader reader, BoundedStream body)
            throws IOException {
        if (reader == null || !response.isSuccessful()) {
            return answer(call, response, body.readAllBytes());
        }
        HttpAnswer answer = answer(call, response, new byte[0]);
        try {
            reader.read(body);
        } catch (UnreadableJson e) {
            String seen = redaction(call).withoutCutSecret(new String(body.beginning(), StandardCharsets.UTF_8));
            throw answer(call, response, seen.getBytes(StandardCharsets.UTF_8)).unreadable(e);
        }
        return answer;
    }

    private HttpAnswer answer(HttpCall call, Response response, byte[] body) {
        return new HttpAnswer(call, response.code(), response.headers(), body, redaction(call));
    }

    private Redaction redaction(HttpCall call) {
        Set<String> all = new LinkedHashSet<>(secrets);
        all.addAll(call.secrets());
        return Redaction.of(all);
    }

    private TemporaryFailure failure(HttpCall call, Progress progress, IOException cause) {
        String why = Thread.currentThread().isInterrupted()
                ? "was interrupted"
                : "failed: " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
        boolean inDoubt = progress.left() && !call.reading();
        Redaction redaction = redaction(call);
        String message = redaction.apply(call + " " + why + (inDoubt ? "; the request may have arrived" : ""));
        return inDoubt
                ? TemporaryFailure.maybeApplied(message, redaction.safe(cause))
                : TemporaryFailure.notApplied(message, redaction.safe(cause));
    }

    /** Sets limits. Not safe for several threads. */
    public static final class Builder {

        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration readTimeout = Duration.ofSeconds(30);
        private Duration callTimeout = Duration.ofSeconds(60);
        private String userAgent = "Mooring";
        private int concurrency = 16;
        private long largestAnswer = 32L * 1024 * 1024;
        private long largestStream = 1024L * 1024 * 1024;
        private boolean sameOriginRedirects;
        private final Set<String> secrets = new LinkedHashSet<>();

        private Builder() {}

        /** How long to wait for a connection; 10 s unless said. */
        public Builder connectTimeout(Duration limit) {
            connectTimeout = Given.present(limit, "the time-out of a connection");
            return this;
        }

        /** How long to wait for the next byte, in either direction; 30 s unless said. */
        public Builder readTimeout(Duration limit) {
            readTimeout = Given.present(limit, "the time-out of a read");
            return this;
        }

        /** How long a whole call may take, its body included, and how long one waits for its turn; 60 s unless said. */
        public Builder callTimeout(Duration limit) {
            callTimeout = Given.present(limit, "the time-out of a call");
            return this;
        }

        /** How the client calls itself; {@code Mooring} unless said. */
        public Builder userAgent(String text) {
            userAgent = Given.text(text, "the user agent");
            return this;
        }

        /** How many calls may run at once; 16 unless said. */
        public Builder concurrency(int calls) {
            concurrency = calls;
            return this;
        }

        /** The most bytes of an answer that is read whole, after decompression; 32 MiB unless said. */
        public Builder largestAnswer(long bytes) {
            largestAnswer = bytes;
            return this;
        }

        /** The most bytes of an answer that is streamed, after decompression; 1 GiB unless said. */
        public Builder largestStream(long bytes) {
            largestStream = bytes;
            return this;
        }

        /** Follows 307 and 308, which repeat the call as it is, within the same scheme, host and port; not unless said. */
        public Builder sameOriginRedirects(boolean follow) {
            sameOriginRedirects = follow;
            return this;
        }

        /** Texts that never appear in a message of any call. */
        public Builder secrets(Collection<String> texts) {
            secrets.addAll(Given.present(texts, "the secrets"));
            return this;
        }

        /** Makes the client. */
        public HttpCalls build() {
            if (concurrency < 1 || largestAnswer < 0 || largestStream < 0) {
                throw new IllegalArgumentException("concurrency must be at least 1 and sizes not negative");
            }
            return new HttpCalls(this);
        }
    }
}
