package dev.mooring.server;

import dev.mooring.server.Command.Verb;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads writes out of requests and out of the items of a batch. */
final class CommandReader {
    private static final int LONGEST_KEY = 255;
    private static final Set<String> BODY = Set.of("id", "owner", "fields");
    private static final Set<String> ITEM = Set.of("op", "id", "owner", "fields", "ifMatch", "ifNoneMatch", "key");
    private static final List<String> OPERATIONS =
            Arrays.stream(Verb.values()).map(CommandReader::operation).toList();
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String JSON = "application/json";

    private final Limits limits;

    CommandReader(Limits limits) {
        this.limits = limits;
    }

    /** A write of the record with this id. */
    Command record(Request request, String id) {
        Verb verb = verb(request);
        Map<String, @Nullable Object> body = verb == Verb.DELETE ? Map.of() : body(request);
        String named = Shape.idOrNull(body.get("id"), "id");
        if (named != null && !named.equals(id)) {
            throw Rejection.badRequest("bad-shape", "the body's id is not the address's");
        }
        return command(verb, Optional.of(checked(id)), body, condition(request), key(request));
    }

    /** A new record. */
    Command create(Request request) {
        Map<String, @Nullable Object> body = body(request);
        if (!condition(request).isEmpty()) {
            throw Rejection.badRequest(
                    "bad-header", "POST takes no precondition: it never touches a record that exists");
        }
        Optional<String> id = Optional.ofNullable(Shape.idOrNull(body.get("id"), "id"));
        id.ifPresent(this::checked);
        return command(Verb.CREATE, id, body, Condition.NONE, key(request));
    }

    /** One item of a batch. */
    Command item(@Nullable Object item) {
        Map<String, @Nullable Object> body = Shape.object(item, "a write");
        Shape.only(body, ITEM, "a write");
        String operation = Shape.textOrNull(body.get("op"), "op");
        Verb verb = Arrays.stream(Verb.values())
                .filter(known -> operation(known).equals(operation))
                .findFirst()
                .orElseThrow(() -> Rejection.badRequest("bad-shape", "op must be one of " + OPERATIONS));
        Optional<String> id = Optional.ofNullable(Shape.idOrNull(body.get("id"), "id"));
        id.ifPresent(this::checked);
        if (id.isEmpty() && verb != Verb.CREATE) {
            throw Rejection.badRequest("bad-shape", "only a create may come without an id");
        }
        Condition condition = Condition.ofMembers(
                Shape.textOrNull(body.get("ifMatch"), "ifMatch"),
                Shape.textOrNull(body.get("ifNoneMatch"), "ifNoneMatch"));
        Optional<String> key =
                Optional.ofNullable(Shape.textOrNull(body.get("key"), "key")).map(CommandReader::key);
        return command(verb, id, body, condition, key);
    }

    private static String operation(Verb verb) {
        return verb.name().toLowerCase(Locale.ROOT);
    }

    String checked(String id) {
        if (id.isEmpty() || id.getBytes(StandardCharsets.UTF_8).length > limits.id()) {
            throw new Rejection(422, "bad-id", "an id has 1 to " + limits.id() + " bytes");
        }
        if (id.indexOf('\0') >= 0) {
            throw new Rejection(422, "bad-id", "an id cannot hold the character U+0000");
        }
        return id;
    }

    /** The body of a request that must be JSON. */
    static @Nullable Object json(Request request) {
        requireType(request, Set.of(JSON));
        return Json.parse(request.body());
    }

    private static Command command(
            Verb verb,
            Optional<String> id,
            Map<String, @Nullable Object> body,
            Condition condition,
            Optional<String> key) {
        Object fields = body.get("fields");
        boolean none =
                verb == Verb.DELETE || (!body.containsKey("fields") && body.containsKey("owner") && verb != Verb.PUT);
        return new Command(
                verb,
                id,
                none ? Map.of() : Shape.object(fields, "fields"),
                Optional.ofNullable(Shape.textOrNull(body.get("owner"), "owner")),
                condition,
                key);
    }

    private static Verb verb(Request request) {
        return switch (request.method()) {
            case "PUT" -> Verb.PUT;
            case "PATCH" -> type(request).equals(MERGE_PATCH) ? Verb.MERGE : Verb.PATCH;
            default -> Verb.DELETE;
        };
    }

    private static Map<String, @Nullable Object> body(Request request) {
        boolean patch = request.method().equals("PATCH");
        requireType(request, patch ? Set.of(JSON, MERGE_PATCH) : Set.of(JSON));
        Map<String, @Nullable Object> body = Shape.object(Json.parse(request.body()), "the body");
        Shape.only(body, BODY, "the body");
        return body;
    }

    private static void requireType(Request request, Set<String> allowed) {
        if (!allowed.contains(type(request))) {
            Rejection wrong = new Rejection(415, "bad-type", "the body's Content-Type must be one of " + allowed);
            throw allowed.contains(MERGE_PATCH) ? wrong.with("Accept-Patch", JSON + ", " + MERGE_PATCH) : wrong;
        }
    }

    private static String type(Request request) {
        String type = request.header("Content-Type");
        return type == null ? "" : type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    private static Condition condition(Request request) {
        return Condition.ofHeaders(request.header("If-Match"), request.header("If-None-Match"));
    }

    /** The key, with or without the quotes that the draft's structured field has. */
    private static Optional<String> key(Request request) {
        return Optional.ofNullable(request.header("Idempotency-Key"))
                .map(text -> text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                        ? text.substring(1, text.length() - 1)
                        : text)
                .map(CommandReader::key);
    }

    private static String key(String text) {
        if (text.isBlank() || text.length() > LONGEST_KEY) {
            throw Rejection.badRequest("bad-header", "an idempotency key has 1 to " + LONGEST_KEY + " characters");
        }
        return text;
    }
}
