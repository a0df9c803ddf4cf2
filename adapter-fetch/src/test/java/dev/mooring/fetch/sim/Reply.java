package dev.mooring.fetch.sim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import wiremock.com.fasterxml.jackson.databind.JsonNode;

/** An answer before it becomes HTTP. */
record Reply(int status, Optional<JsonNode> body, Map<String, String> headers) {
    static Reply of(int status, JsonNode body) {
        return new Reply(status, Optional.of(body), Map.of());
    }

    static Reply empty(int status) {
        return new Reply(status, Optional.empty(), Map.of());
    }

    Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, body, more);
    }
}
