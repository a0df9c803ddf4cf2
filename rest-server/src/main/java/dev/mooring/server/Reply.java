package dev.mooring.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer with a JSON body.
 *
 * @param body what {@link Json} writes
 */
record Reply(int status, Map<String, String> headers, Map<String, @Nullable Object> body) {
    static Reply of(int status, Map<String, @Nullable Object> body) {
        return new Reply(status, Map.of(), body);
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }
}
