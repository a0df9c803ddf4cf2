package dev.mooring.firebase.realtime.sim;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.mooring.support.json.Json;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers every request, one at a time. Safe for several threads. */
final class SimulatedDatabase implements ResponseDefinitionTransformerV2 {

    private static final Set<String> KNOWN = Set.of(
            "auth",
            "access_token",
            "ns",
            "print",
            "shallow",
            "orderBy",
            "startAt",
            "startAfter",
            "endAt",
            "endBefore",
            "equalTo",
            "limitToFirst",
            "limitToLast");

    private final ReentrantLock lock = new ReentrantLock();
    private final World world = new World();

    @Override
    public String getName() {
        return "realtime-database";
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        return inside(all -> answered(event.getRequest()));
    }

    /** Does something alone with what the database holds. */
    <T> T inside(Function<World, T> work) {
        lock.lock();
        try {
            return work.apply(world);
        } finally {
            lock.unlock();
        }
    }

    private ResponseDefinition answered(Request request) {
        try {
            URI uri = URI.create(request.getAbsoluteUrl());
            Map<String, String> parameters = parameters(uri);
            List<String> path = path(uri);
            world.enter(credential(request, parameters), path);
            String accept = Optional.ofNullable(request.getHeader("Accept")).orElse("");
            if (accept.contains("text/event-stream")) {
                return redirect(uri);
            }
            return route(request, path, parameters);
        } catch (DatabaseError error) {
            return reply(error.status(), Json.standard().text(Map.of("error", error.text())))
                    .build();
        }
    }

    private ResponseDefinition redirect(URI uri) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new ResponseDefinitionBuilder()
                .withStatus(307)
                .withHeader("Location", world.streams() + uri.getRawPath() + query)
                .build();
    }

    private ResponseDefinition route(Request request, List<String> path, Map<String, String> parameters) {
        String ifMatch = request.getHeader("if-match");
        boolean conditional = ifMatch != null;
        Object there = world.tree().at(path);
        String method = request.getMethod().getName();
        if (conditional && !Set.of("PUT", "DELETE").contains(method)) {
            throw new DatabaseError(400, "if-match is not supported for " + method);
        }
        if (conditional && !Nodes.etag(there).equals(ifMatch)) {
            return reply(412, Nodes.text(there))
                    .withHeader("ETag", Nodes.etag(there))
                    .build();
        }
        return switch (method) {
            case "GET" -> get(request, path, parameters);
            case "PUT" -> put(path, parameters, Nodes.parse(request.getBody()));
            case "PATCH" -> patch(path, parameters, Nodes.parse(request.getBody()));
            case "DELETE" -> put(path, parameters, null);
            default -> throw new DatabaseError(405, "Method not allowed");
        };
    }

    private ResponseDefinition get(Request request, List<String> path, Map<String, String> parameters) {
        Object there = world.tree().at(path);
        boolean shallow = "true".equals(parameters.get("shallow"));
        if (Query.isOne(parameters)) {
            if (shallow) {
                throw new DatabaseError(400, "shallow cannot be combined with other query parameters");
            }
            Query query = Query.of(parameters);
            world.demandIndex(path, query);
            Map<String, Object> found = query.of(there);
            return reply(200, Nodes.text(found)).build();
        }
        if (shallow && there instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> keys = new LinkedHashMap<>();
            map.keySet().forEach(key -> keys.put(String.valueOf(key), true));
            return reply(200, Json.standard().text(keys)).build();
        }
        ResponseDefinitionBuilder reply = reply(200, Nodes.text(there));
        return ("true".equals(request.getHeader("X-Firebase-ETag"))
                        ? reply.withHeader("ETag", Nodes.etag(there))
                        : reply)
                .build();
    }

    private ResponseDefinition put(List<String> path, Map<String, String> parameters, @Nullable Object sent) {
        Object stored = Nodes.stored(sent, world::now);
        world.write(Map.of(path, Optional.ofNullable(stored)));
        return written(parameters, world.repeating() ? Json.standard().text(sent) : Nodes.text(stored));
    }

    /** All places or none; no place may lie within another. */
    private ResponseDefinition patch(List<String> path, Map<String, String> parameters, @Nullable Object sent) {
        if (!(sent instanceof Map<?, ?> places) || places.isEmpty()) {
            throw new DatabaseError(400, "Invalid data; couldn't parse JSON object. Are you sending a JSON object?");
        }
        Map<List<String>, Optional<Object>> writes = new LinkedHashMap<>();
        places.forEach((place, value) -> {
            List<String> to = new ArrayList<>(path);
            for (String step : String.valueOf(place).split("/", -1)) {
                Nodes.key(step, "path");
                to.add(step);
            }
            writes.put(to, Optional.ofNullable(Nodes.stored(value, world::now)));
        });
        for (List<String> one : writes.keySet()) {
            for (List<String> other : writes.keySet()) {
                boolean within = other.size() > one.size()
                        && other.subList(0, one.size()).equals(one);
                if (within) {
                    throw new DatabaseError(
                            400, "Path '" + one + "' is an ancestor of '" + other + "' in the same update");
                }
            }
        }
        world.write(writes);
        return written(parameters, Json.standard().text(sent));
    }

    private ResponseDefinition written(Map<String, String> parameters, String body) {
        return "silent".equals(parameters.get("print"))
                ? new ResponseDefinitionBuilder().withStatus(204).build()
                : reply(200, body).build();
    }

    private ResponseDefinitionBuilder reply(int status, String body) {
        Instant now = Instant.ofEpochMilli(world.now());
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)))
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String credential(Request request, Map<String, String> parameters) {
        String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        return header.startsWith("Bearer ")
                ? header.substring("Bearer ".length())
                : parameters.getOrDefault("auth", parameters.getOrDefault("access_token", ""));
    }

    static List<String> path(URI uri) {
        String raw = uri.getRawPath();
        if (!raw.endsWith(".json")) {
            throw new DatabaseError(404, "404 Not Found");
        }
        // decoded before it is taken apart: an escaped slash is a slash
        String plain = decoded(raw.substring(1, raw.length() - ".json".length()));
        List<String> path = List.of(plain.split("/", -1));
        path.forEach(step -> Nodes.key(step, "path"));
        return path;
    }

    static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair :
                uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length != 2 || !KNOWN.contains(parts[0])) {
                throw new DatabaseError(400, "unknown parameter " + parts[0]);
            }
            if (parameters.put(parts[0], decoded(parts[1])) != null) {
                throw new DatabaseError(400, "the parameter " + parts[0] + " is there twice");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
