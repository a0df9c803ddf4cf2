package dev.mooring.supabase.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.support.json.Json;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The simulated Realtime server: each test quotes the fact behind it. */
class SimRealtimeTest extends SimulatorTest {

    private static final String OWNED = "{\"event\":\"*\",\"schema\":\"public\",\"table\":\"owned\"}";

    private final RealtimeSimulator realtime = project.realtime();
    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();

    /** "Handshake refusals are HTTP + {"error": ...}: 401 (missing/expired/malformed/bad signature)"; "404 tenant". */
    @Test
    void handshakeAsksForTheKey() {
        assertThat(refusal("wrong", realtime.uri())).isEqualTo(401);
        realtime.refuseNext(404);
        assertThat(refusal(PostgrestSimulator.API_KEY, realtime.uri())).isEqualTo(404);
    }

    /** "phx_reply {status:"ok", response:{postgres_changes:[{id, event, schema, table, filter}]}} ... equal params -> equal id". */
    @Test
    void joinIsAnsweredAndThenConfirmed() throws Exception {
        WebSocket socket = connect();
        join(socket, "realtime:a", "1", project.signIn("ann"), OWNED + "," + OWNED);

        Map<?, ?> reply = frame();
        Map<?, ?> confirmation = frame();

        assertThat(reply.get("event")).isEqualTo("phx_reply");
        assertThat(reply.get("ref")).isEqualTo("1");
        List<?> changes = (List<?>) within(reply, "payload", "response", "postgres_changes");
        assertThat(changes).hasSize(2);
        assertThat(changes.get(0)).isEqualTo(changes.get(1));
        assertThat(confirmation.get("event")).isEqualTo("system");
        assertThat(within(confirmation, "payload", "extension")).isEqualTo("postgres_changes");
        assertThat(within(confirmation, "payload", "message")).isEqualTo("Subscribed to PostgreSQL");
        assertThat(within(confirmation, "payload", "channel")).isEqualTo("a");
    }

    /** "not realtime: alone -> TopicNameRequired"; "status:"error", response:{reason:"Code: text"}". */
    @Test
    void joinNeedsANameAndAToken() throws Exception {
        WebSocket socket = connect();

        join(socket, "realtime:", "1", project.signIn("ann"), OWNED);
        assertThat(String.valueOf(within(frame(), "payload", "response", "reason")))
                .startsWith("TopicNameRequired: ");
        join(socket, "realtime:a", "2", project.token("authenticated", "ann", -3600), OWNED);
        assertThat(String.valueOf(within(frame(), "payload", "response", "reason")))
                .startsWith("InvalidJWTToken: ");
    }

    /** "INSERT: record. UPDATE: record + old_record (replica identity columns: PK by default). DELETE: old_record; ... primary key only". */
    @Test
    void eventsTellWhatTheReplicaIdentityHolds() throws Exception {
        subscribed(project.signIn("ann"));

        post("owned", "{\"id\":\"a\",\"name\":\"x\"}", as("ann"));
        patch("owned?id=eq.a", "{\"name\":\"y\"}", as("ann"));
        delete("owned?id=eq.a", as("ann"));

        Map<?, ?> insert = data();
        Map<?, ?> update = data();
        Map<?, ?> delete = data();
        assertThat(List.of(insert.get("type"), update.get("type"), delete.get("type"))
                        .toString())
                .isEqualTo("[INSERT, UPDATE, DELETE]");
        assertThat(within(insert, "record", "name")).isEqualTo("x");
        assertThat(insert.containsKey("old_record")).isFalse();
        assertThat(within(update, "record", "name")).isEqualTo("y");
        assertThat(update.get("old_record")).isEqualTo(Map.of("id", "a"));
        assertThat(delete.get("old_record")).isEqualTo(Map.of("id", "a"));
        assertThat(delete.containsKey("record")).isFalse();
        assertThat(delete.containsKey("errors")).isTrue();
    }

    /** "RLS is **not** checked on DELETE: every subscriber of the table gets every deleted PK". */
    @Test
    void policiesHideRowsButNotDeletes() throws Exception {
        subscribed(project.signIn("ann"));

        post("owned", "{\"id\":\"of bob\"}", as("bob"));
        delete("owned?id=eq.of%20bob", as("bob"));

        assertThat(data().get("type")).isEqualTo("DELETE");
    }

    /** "Changes before it are lost". */
    @Test
    void changesBeforeTheConfirmationAreLost() throws Exception {
        realtime.confirms(false);
        WebSocket socket = connect();
        join(socket, "realtime:a", "1", project.signIn("ann"), OWNED);
        frame();

        post("owned", "{\"id\":\"early\"}", as("ann"));
        realtime.confirm();
        post("owned", "{\"id\":\"late\"}", as("ann"));

        assertThat(frame().get("event")).isEqualTo("system");
        assertThat(within(data(), "record", "id")).isEqualTo("late");
    }

    /** "{topic:"phoenix", event:"heartbeat", payload:{}, ref} ... reply". */
    @Test
    void heartbeatIsAnswered() throws Exception {
        send(connect(), "phoenix", "heartbeat", "{}", "7");

        Map<?, ?> reply = frame();

        assertThat(List.of(reply.get("topic"), reply.get("event"), reply.get("ref"))
                        .toString())
                .isEqualTo("[phoenix, phx_reply, 7]");
    }

    /** "send event access_token ... server re-subscribes it"; "expired -> system error + channel closed", "followed by phx_close". */
    @Test
    void tokensAreRenewedOrEndTheChannel() throws Exception {
        WebSocket socket = subscribed(project.token("authenticated", "ann", 60));

        send(socket, "realtime:a", "access_token", "{\"access_token\":\"" + project.signIn("ann") + "\"}", "2");
        assertThat(within(frame(), "payload", "status")).isEqualTo("ok");
        time.updateAndGet(now -> now.plusSeconds(3000));
        realtime.checkTokens();
        post("owned", "{\"id\":\"a\"}", as("ann"));
        assertThat(data().get("type")).isEqualTo("INSERT");
        time.updateAndGet(now -> now.plusSeconds(3000));
        realtime.checkTokens();

        Map<?, ?> system = frame();
        assertThat(within(system, "payload", "extension")).isEqualTo("system");
        assertThat(within(system, "payload", "status")).isEqualTo("error");
        assertThat(frame().get("event")).isEqualTo("phx_close");
    }

    /** "Table must be in publication supabase_realtime"; "system + status:"error": bad parameters". */
    @Test
    void tableThatIsNotPublishedIsNotSubscribed() throws Exception {
        realtime.unpublish("public", "owned");
        WebSocket socket = connect();
        join(socket, "realtime:a", "1", project.signIn("ann"), OWNED);
        frame();

        assertThat(within(frame(), "payload", "status")).isEqualTo("error");
    }

    private WebSocket subscribed(String token) throws Exception {
        WebSocket socket = connect();
        join(socket, "realtime:a", "1", token, OWNED);
        frame();
        frame();
        return socket;
    }

    private void join(WebSocket socket, String topic, String ref, String token, String changes) throws Exception {
        String payload = "{\"config\":{\"postgres_changes\":[" + changes + "]},\"access_token\":\"" + token + "\"}";
        send(socket, topic, "phx_join", payload, ref);
    }

    private static void send(WebSocket socket, String topic, String event, String payload, String ref)
            throws Exception {
        socket.sendText(
                        "{\"topic\":\"" + topic + "\",\"event\":\"" + event + "\",\"payload\":" + payload
                                + ",\"ref\":\"" + ref + "\",\"join_ref\":null}",
                        true)
                .get();
    }

    private WebSocket connect() throws Exception {
        return connect(PostgrestSimulator.API_KEY, realtime.uri());
    }

    private WebSocket connect(String key, URI uri) throws Exception {
        return http.newWebSocketBuilder()
                .header("x-api-key", key)
                .buildAsync(URI.create(uri + "?vsn=1.0.0"), new Ear(frames))
                .get();
    }

    private int refusal(String key, URI uri) {
        int[] status = {0};
        assertThatThrownBy(() -> connect(key, uri))
                .isInstanceOfSatisfying(
                        ExecutionException.class,
                        failure -> status[0] = failure.getCause() instanceof WebSocketHandshakeException refused
                                ? refused.getResponse().statusCode()
                                : -1);
        return status[0];
    }

    private Map<?, ?> frame() throws InterruptedException {
        String text = frames.poll(60, TimeUnit.SECONDS);
        return Json.standard().parse(String.valueOf(text)) instanceof Map<?, ?> map ? map : Map.of();
    }

    private Map<?, ?> data() throws InterruptedException {
        return within(frame(), "payload", "data") instanceof Map<?, ?> map ? map : Map.of();
    }

    private static @Nullable Object within(Map<?, ?> from, String... names) {
        Object at = from;
        for (String name : names) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at;
    }

    /** Collects whole texts. */
    private record Ear(BlockingQueue<String> frames, StringBuilder part) implements WebSocket.Listener {

        Ear(BlockingQueue<String> frames) {
            this(frames, new StringBuilder());
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                frames.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
