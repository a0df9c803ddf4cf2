package dev.mooring.server;

import dev.mooring.server.Users.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what a request means: {@code /v1/<collection>/<resource>[/<id>]}. */
final class Router {
    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final String COLLECTION = "[A-Za-z0-9_-]{1,64}";

    private final Api api;

    Router(Api api) {
        this.api = api;
    }

    /** Whether this is an event stream, which is no plain answer. */
    static boolean isStream(Request request) {
        List<String> path = request.path();
        return request.method().equals("GET") && path.size() == 3 && path.get(2).equals("events");
    }

    static String collection(Request request) {
        List<String> path = request.path();
        if (path.size() < 3 || !path.get(0).equals("v1")) {
            throw nothing();
        }
        if (!path.get(1).matches(COLLECTION)) {
            throw Rejection.badRequest("bad-collection", "a collection's name matches " + COLLECTION);
        }
        return path.get(1);
    }

    Reply answer(Caller caller, Request request) {
        if (!KNOWN.contains(request.method())) {
            throw new Rejection(501, "unknown-method", "this server does not know that method");
        }
        if (request.path().equals(List.of("v1"))) {
            return choose(request, Map.of("GET", api::info));
        }
        String collection = collection(request);
        return request.path().size() == 3
                ? resource(caller, collection, request.path().get(2), request)
                : record(caller, collection, request);
    }

    private Reply resource(Caller caller, String collection, String name, Request request) {
        return switch (name) {
            case "records" ->
                choose(
                        request,
                        Map.of(
                                "GET", () -> api.list(caller, collection, request),
                                "POST", () -> api.create(caller, collection, request)));
            case "record" -> {
                request.onlyParameters(Set.of("id"));
                yield record(caller, collection, request.parameter("id").orElse(""), request);
            }
            case "keys" -> choose(request, Map.of("GET", () -> api.keys(caller, collection, request)));
            case "changes" -> choose(request, Map.of("GET", () -> api.changes(caller, collection, request)));
            case "lookup" -> choose(request, Map.of("POST", () -> api.lookup(caller, collection, request)));
            case "batch" -> choose(request, Map.of("POST", () -> api.batch(caller, collection, request)));
            case "events" ->
                choose(request, Map.of("GET", () -> {
                    throw nothing();
                }));
            default -> throw nothing();
        };
    }

    private Reply record(Caller caller, String collection, Request request) {
        if (request.path().size() != 4 || !request.path().get(2).equals("records")) {
            throw nothing();
        }
        request.onlyParameters(Set.of());
        return record(caller, collection, request.path().get(3), request);
    }

    private Reply record(Caller caller, String collection, String id, Request request) {
        Action write = () -> api.write(caller, collection, id, request);
        return choose(
                request,
                Map.of(
                        "GET", () -> api.get(caller, collection, id, request),
                        "PUT", write,
                        "PATCH", write,
                        "DELETE", write));
    }

    private static Reply choose(Request request, Map<String, Action> actions) {
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Action action = actions.get(method);
        if (action == null) {
            String allowed =
                    String.join(", ", actions.keySet().stream().sorted().toList());
            throw new Rejection(405, "bad-method", "only " + allowed + " can be used here").with("Allow", allowed);
        }
        return action.run();
    }

    private static Rejection nothing() {
        return new Rejection(404, "no-resource", "there is nothing at this address");
    }

    private interface Action {
        Reply run();
    }
}
