package dev.mooring.supabase.internal.realtime;

import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message of the protocol, version 1.0.0. Never printed: it may hold tokens and rows. */
record Frame(String topic, String event, Map<?, ?> payload, String ref) {

    /** Reads a message; empty where it is none. */
    static Optional<Frame> read(String text) {
        try {
            if (Json.standard().parse(text) instanceof Map<?, ?> members
                    && members.get("topic") instanceof String topic
                    && members.get("event") instanceof String event) {
                Map<?, ?> payload = members.get("payload") instanceof Map<?, ?> map ? map : Map.of();
                return Optional.of(
                        new Frame(topic, event, payload, members.get("ref") instanceof String ref ? ref : ""));
            }
        } catch (UnreadableJson e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Writes a message. */
    static String write(
            String topic, String event, Map<String, ? extends @Nullable Object> payload, String ref, String joinRef) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("topic", topic);
        members.put("event", event);
        members.put("payload", payload);
        members.put("ref", ref);
        members.put("join_ref", joinRef.isEmpty() ? null : joinRef);
        return new String(Json.standard().write(members), StandardCharsets.UTF_8);
    }

    /** A text within the payload, by its name. */
    String text(String name) {
        return payload.get(name) instanceof String text ? text : "";
    }

    /** An object within the payload. */
    Map<?, ?> object(String name) {
        return payload.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    @Override
    public String toString() {
        return "Frame[" + event + "]";
    }
}
