package dev.mooring.supabase.sim;

import dev.mooring.support.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is answered. Immutable. */
@SuppressWarnings("ArrayRecordComponent") // written once, and read by the server alone
record Reply(int status, Map<String, String> headers, byte[] body) {

    static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    static Reply rows(int status, List<Map<String, @Nullable Object>> rows) {
        return json(status, rows);
    }

    static Reply json(int status, Object body) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                Json.standard().write(body));
    }

    /** Always the four members; the code also in Proxy-Status, since HEAD has no body. */
    static Reply error(int status, String code, String message, @Nullable String details, @Nullable String hint) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("code", code);
        body.put("details", details);
        body.put("hint", hint);
        body.put("message", message);
        return json(status, body).with("Proxy-Status", "PostgREST; error=" + code);
    }

    Reply with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Reply(status, all, body);
    }

    Reply withoutBody() {
        return new Reply(status, headers, new byte[0]);
    }
}
