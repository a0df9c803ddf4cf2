package dev.mooring.server;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request, decoded: segments of the path, parameters of the query, headers, and the body, read already. Reading it is
 * strict, so that a mistake in a client is an answer and not a surprise.
 */
final class Request {
    private final String method;
    private final List<String> path;
    private final Map<String, String> query;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private Request(
            String method,
            List<String> path,
            Map<String, String> query,
            Map<String, List<String>> headers,
            byte[] body) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    static Request of(HttpExchange exchange, byte[] body) {
        return new Request(
                exchange.getRequestMethod(),
                path(String.valueOf(exchange.getRequestURI().getRawPath())),
                query(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders(),
                body);
    }

    String method() {
        return method;
    }

    List<String> path() {
        return path;
    }

    Map<String, String> query() {
        return query;
    }

    byte[] body() {
        return body;
    }

    /** A header that may be given once. */
    @Nullable String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Rejection.badRequest("bad-header", name + " was given more than once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    void onlyParameters(Set<String> allowed) {
        for (String name : query.keySet()) {
            if (!allowed.contains(name)) {
                throw Rejection.badRequest(
                        "unknown-parameter", "there is no parameter '" + name + "' here, only " + allowed);
            }
        }
    }

    private static List<String> path(String raw) {
        List<String> segments = new ArrayList<>();
        for (String segment : raw.substring(Math.min(1, raw.length())).split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw Rejection.badRequest(
                        "bad-path", "'" + segment + "' is no segment: ask for such an id with record?id=");
            }
            segments.add(Percent.decode(segment, false));
        }
        return segments;
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return query;
        }
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : Percent.decode(pair.substring(equals + 1), true);
            if (query.put(name, value) != null) {
                throw Rejection.badRequest("bad-query", "the parameter '" + name + "' was given twice");
            }
        }
        return query;
    }
}
