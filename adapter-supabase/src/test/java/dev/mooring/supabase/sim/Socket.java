package dev.mooring.supabase.sim;

import dev.mooring.support.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** One connection of a client: frames of version 1.0.0, "JSON object {topic,event,payload,ref,join_ref}". Holds the server's lock. */
final class Socket extends WebSocketListener {

    private final RealtimeSimulator server;
    private final String apiKey;
    private final Tokens tokens;
    private final Map<String, Subscriber> channels = new LinkedHashMap<>();
    private @Nullable WebSocket socket;

    Socket(RealtimeSimulator server, String apiKey, Tokens tokens) {
        this.server = server;
        this.apiKey = apiKey;
        this.tokens = tokens;
    }

    @Override
    public void onOpen(WebSocket opened, Response response) {
        server.behind(() -> socket = opened);
        server.opened(this);
    }

    @Override
    public void onMessage(WebSocket from, String text) {
        server.behind(() -> {
            if (Json.standard().parse(text) instanceof Map<?, ?> frame) {
                hear(frame);
            }
        });
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
        from.close(1000, null);
        server.ended(this);
    }

    @Override
    public void onFailure(WebSocket from, Throwable failure, @Nullable Response response) {
        server.ended(this);
    }

    private void hear(Map<?, ?> frame) {
        String topic = String.valueOf(frame.get("topic"));
        String event = String.valueOf(frame.get("event"));
        String ref = String.valueOf(frame.get("ref"));
        Map<?, ?> payload = frame.get("payload") instanceof Map<?, ?> map ? map : Map.of();
        Subscriber channel = channels.get(topic);
        switch (event) {
            case "heartbeat" -> heartbeat(topic, ref);
            case "phx_join" -> join(topic, ref, payload);
            case "phx_leave" -> {
                channels.remove(topic);
                reply(topic, ref, "ok", Map.of());
            }
            case "access_token" -> {
                if (channel != null) {
                    renew(channel, String.valueOf(payload.get("access_token")));
                }
            }
            default -> reply(topic, ref, "error", Map.of("reason", "unmatched topic"));
        }
        server.hears(event, topic);
    }

    /** "topic:"phoenix", event:"heartbeat" ... reply must arrive before the next". */
    private void heartbeat(String topic, String ref) {
        if (!server.isSilent()) {
            reply(topic, ref, "ok", Map.of());
        }
    }

    /** "topic realtime:{any name} (not realtime: alone -> TopicNameRequired)". */
    private void join(String topic, String ref, Map<?, ?> payload) {
        if (!topic.startsWith("realtime:") || topic.equals("realtime:")) {
            reply(topic, ref, "error", Map.of("reason", "TopicNameRequired: You must provide a topic name"));
            return;
        }
        String refusal = server.joinError().orElse("");
        if (!refusal.isEmpty()) {
            reply(topic, ref, "error", Map.of("reason", refusal));
            return;
        }
        String token = String.valueOf(payload.get("access_token"));
        Claims claims = claims(token);
        if (claims == null) {
            reply(topic, ref, "error", Map.of("reason", "InvalidJWTToken: Token has expired"));
            return;
        }
        Subscriber channel = new Subscriber(topic, ref, wanted(payload), token, claims);
        channels.put(topic, channel);
        reply(topic, ref, "ok", Map.of("postgres_changes", channel.described()));
        confirmByItself(channel);
    }

    /** "access_token starting sb_ is replaced by the connection's token". */
    private @Nullable Claims claims(String token) {
        if (token.startsWith("sb_")) {
            return apiKey.startsWith("sb_secret") ? new Claims("service_role", "") : Claims.ANON;
        }
        try {
            return tokens.check("Bearer " + token);
        } catch (PgError e) {
            return null;
        }
    }

    private static List<Map<?, ?>> wanted(Map<?, ?> payload) {
        List<Map<?, ?>> wanted = new ArrayList<>();
        if (payload.get("config") instanceof Map<?, ?> config
                && config.get("postgres_changes") instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> params) {
                    wanted.add(params);
                }
            }
        }
        return wanted;
    }

    /** "before expiry send event access_token ...: server re-subscribes it". */
    private void renew(Subscriber channel, String token) {
        Claims claims = claims(token);
        if (claims == null) {
            close(channel, "Token has expired");
            return;
        }
        channel.renewed(token, claims);
        confirmByItself(channel);
    }

    private void confirmByItself(Subscriber channel) {
        if (server.confirmsByItself()) {
            confirm(channel);
        }
    }

    void confirm() {
        channels.values().forEach(this::confirm);
    }

    /** "wait for event system {extension:"postgres_changes", status:"ok", message:"Subscribed to PostgreSQL", channel}". */
    private void confirm(Subscriber channel) {
        boolean published = channel.wanted().stream().allMatch(server::published);
        channel.subscribed(published);
        system(
                channel,
                "postgres_changes",
                published ? "ok" : "error",
                published
                        ? "Subscribed to PostgreSQL"
                        : "Unable to subscribe to changes with given parameters. Please check Realtime is enabled");
    }

    void fail() {
        channels.values().forEach(channel -> {
            channel.subscribed(false);
            system(channel, "postgres_changes", "error", "Subscribing to PostgreSQL failed");
        });
    }

    void checkTokens() {
        List.copyOf(channels.values()).stream()
                .filter(channel -> claims(channel.token()) == null)
                .forEach(channel -> close(channel, "Token has expired"));
    }

    void closeAll(String why) {
        List.copyOf(channels.values()).forEach(channel -> close(channel, why));
    }

    /** "extension:"system", status:"error" = channel is being shut down ... and followed by phx_close/phx_error". */
    private void close(Subscriber channel, String why) {
        system(channel, "system", "error", why);
        channels.remove(channel.topic);
        send(channel.topic, "phx_close", Map.of(), channel.joinRef);
    }

    void drop() {
        channels.clear();
        if (socket != null) {
            socket.close(1001, "Server requested disconnect");
        }
        server.ended(this);
    }

    void publish(TableSpec spec, RowChange change) {
        channels.values()
                .forEach(channel -> channel.event(spec, change)
                        .ifPresent(payload -> send(channel.topic, "postgres_changes", payload, null)));
    }

    Stream<String> tokens() {
        return channels.values().stream().map(Subscriber::token);
    }

    private void system(Subscriber channel, String extension, String status, String message) {
        send(
                channel.topic,
                "system",
                Map.of(
                        "extension", extension,
                        "status", status,
                        "message", message,
                        "channel", channel.topic.substring("realtime:".length())),
                null);
    }

    private void reply(String topic, String ref, String status, Map<String, ?> response) {
        send(topic, "phx_reply", Map.of("status", status, "response", response), ref);
    }

    private void send(
            String topic, String event, Map<String, ? extends @Nullable Object> payload, @Nullable String ref) {
        Map<String, @Nullable Object> frame = new LinkedHashMap<>();
        frame.put("topic", topic);
        frame.put("event", event);
        frame.put("payload", payload);
        frame.put("ref", ref);
        if (socket != null) {
            socket.send(RealtimeSimulator.text(frame));
        }
    }
}
