package dev.mooring.supabase.sim;

import dev.mooring.support.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The Realtime server: web sockets, channels and the changes of tables. It can be told to be slow, strict, silent or gone. Safe for
 * several threads.
 */
public final class RealtimeSimulator implements Relation.Watch, AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final MockWebServer server = new MockWebServer();
    private final String apiKey;
    private final Tokens tokens;
    private final List<Socket> sockets = new ArrayList<>();
    private final Deque<Integer> refusals = new ArrayDeque<>();
    private final Deque<String> joinErrors = new ArrayDeque<>();
    private final Set<String> unpublished = new HashSet<>();
    private final List<String> heard = new ArrayList<>();
    private final List<String> handshakes = new ArrayList<>();
    private boolean confirms = true;
    private boolean silent;

    RealtimeSimulator(String apiKey, Tokens tokens) {
        this.apiKey = apiKey;
        this.tokens = tokens;
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return alone(() -> handshake(request));
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the socket is. */
    public URI uri() {
        return URI.create("ws://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getPort()
                + "/realtime/v1/websocket");
    }

    /** Whether a join is confirmed at once; else {@link #confirm} does it: "1-3 s later (random timer)". */
    public RealtimeSimulator confirms(boolean byItself) {
        return behind(() -> confirms = byItself);
    }

    /** Confirms what is joined: "Changes before it are lost". */
    public void confirm() {
        behind(() -> sockets.forEach(Socket::confirm));
    }

    /** "other errors -> server retries every 5-10 s": the subscription is broken until it is confirmed again. */
    public void failSubscriptions() {
        behind(() -> sockets.forEach(Socket::fail));
    }

    /** The table is not in the publication supabase_realtime. */
    public RealtimeSimulator unpublish(String schema, String table) {
        return behind(() -> unpublished.add(schema + "." + table));
    }

    /** The next handshake is refused: "Handshake refusals are HTTP + {"error": ...}". */
    public void refuseNext(int status) {
        behind(() -> refusals.add(status));
    }

    /** The next join is refused: "status:"error", response:{reason:"Code: text"}". */
    public void refuseNextJoin(String reason) {
        behind(() -> joinErrors.add(reason));
    }

    /** "Server re-checks every 5 min or at exp; expired -> system error + channel closed". */
    public void checkTokens() {
        behind(() -> sockets.forEach(Socket::checkTokens));
    }

    /** "Too many messages per second" (channel closed). */
    public void closeChannels() {
        behind(() -> sockets.forEach(socket -> socket.closeAll("Too many messages per second")));
    }

    /** "Server requested disconnect": normal on deploys. */
    public void dropConnections() {
        behind(() -> List.copyOf(sockets).forEach(Socket::drop));
    }

    /** From now on heartbeats are not answered. */
    public void silent(boolean is) {
        behind(() -> silent = is);
    }

    /** The frames that clients sent so far, each as its event and its topic. */
    public List<String> heard() {
        return alone(() -> List.copyOf(heard));
    }

    /** What handshakes came: address and headers. */
    public List<String> handshakes() {
        return alone(() -> List.copyOf(handshakes));
    }

    /** How many connections are open. */
    public int connections() {
        return alone(sockets::size);
    }

    /** The tokens of the joined channels. */
    public List<String> tokens() {
        return alone(() -> sockets.stream().flatMap(Socket::tokens).toList());
    }

    @Override
    public void committed(
            TableSpec spec, List<Map<String, @Nullable Object>> old, List<Map<String, @Nullable Object>> fresh) {
        behind(() -> {
            if (!sockets.isEmpty() && !unpublished.contains(spec.schema + "." + spec.name)) {
                RowChange.between(spec, old, fresh)
                        .forEach(change -> sockets.forEach(socket -> socket.publish(spec, change)));
            }
        });
    }

    @Override
    public void close() {
        server.close();
    }

    /** "Header x-api-key wins over the query parameter"; "401 (missing/expired/malformed/bad signature)". */
    private MockResponse handshake(RecordedRequest request) {
        handshakes.add(request.getRequestLine() + "\n" + request.getHeaders());
        if (!request.getRequestLine().startsWith("GET /realtime/v1/websocket?")) {
            return refusal(404);
        }
        if (!refusals.isEmpty()) {
            return refusal(refusals.remove());
        }
        if (!apiKey.equals(request.getHeaders().get("x-api-key"))) {
            return refusal(401);
        }
        return new MockResponse.Builder()
                .webSocketUpgrade(new Socket(this, apiKey, tokens))
                .build();
    }

    private static MockResponse refusal(int status) {
        return new MockResponse(status, Headers.EMPTY, "{\"error\":\"refused\"}");
    }

    boolean isSilent() {
        return silent;
    }

    boolean confirmsByItself() {
        return confirms;
    }

    boolean published(Map<?, ?> wanted) {
        return !unpublished.contains(wanted.get("schema") + "." + wanted.get("table"));
    }

    Optional<String> joinError() {
        return Optional.ofNullable(joinErrors.poll());
    }

    void opened(Socket socket) {
        behind(() -> sockets.add(socket));
    }

    void ended(Socket socket) {
        behind(() -> sockets.remove(socket));
    }

    void hears(String event, String topic) {
        heard.add(event + " " + topic);
    }

    static String text(Map<String, ? extends @Nullable Object> frame) {
        return new String(Json.standard().write(frame), StandardCharsets.UTF_8);
    }

    <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    RealtimeSimulator behind(Runnable work) {
        return alone(() -> {
            work.run();
            return this;
        });
    }
}
