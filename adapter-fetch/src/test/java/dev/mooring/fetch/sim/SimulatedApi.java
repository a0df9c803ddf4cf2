package dev.mooring.fetch.sim;

import static dev.mooring.fetch.sim.Trait.BEARER;
import static dev.mooring.fetch.sim.Trait.CHANGES_FROM_BEGINNING;
import static dev.mooring.fetch.sim.Trait.CHANGES_FROM_NOW;
import static dev.mooring.fetch.sim.Trait.KEYS_ANSWER_PRESENT;
import static dev.mooring.fetch.sim.Trait.KEYS_ON_POST;
import static dev.mooring.fetch.sim.Trait.NO_KEYS;
import static dev.mooring.fetch.sim.Trait.SINGLE_DOCUMENT;
import static dev.mooring.fetch.sim.Trait.SOFT_DELETE;
import static dev.mooring.fetch.sim.Trait.VERSION_IN_BODY;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Answers every request of one API: {@code /api/<collection>[/<id>]}. Safe for several threads: one request at a time. */
final class SimulatedApi implements ResponseDefinitionTransformerV2 {
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String DOCUMENT = "document";

    private final ReentrantLock lock = new ReentrantLock();
    private final Style style;
    private final World world;
    private final Rows rows;
    private final Lists lists;
    private final Writing writing;

    SimulatedApi(Style style) {
        this.style = style;
        this.world = new World(style);
        this.rows = new Rows(style);
        this.lists = new Lists(style, world, rows);
        this.writing = new Writing(style, world, rows);
    }

    @Override
    public String getName() {
        return "simulated-api";
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        return http(inside(ignored -> answer(event.getRequest())));
    }

    /** Does something alone with what the API remembers. */
    <T> T inside(Function<World, T> work) {
        lock.lock();
        try {
            return work.apply(world);
        } finally {
            lock.unlock();
        }
    }

    private Reply answer(Request request) {
        try {
            enter(request);
            Call call = Call.of(request);
            return keyed(call) ? once(call) : route(call);
        } catch (ApiError error) {
            return rows.error(error);
        }
    }

    /** RFC 6750, 3: the challenge of a 401; a token that was good once is invalid_token. */
    private void enter(Request request) {
        if (!style.has(BEARER)) {
            return;
        }
        String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        if (!header.startsWith("Bearer ")) {
            throw new ApiError(401, "unauthenticated", "WWW-Authenticate", "Bearer realm=\"api\"");
        }
        if (!world.knows(header.substring("Bearer ".length()))) {
            throw new ApiError(
                    401, "invalid_token", "WWW-Authenticate", "Bearer realm=\"api\", error=\"invalid_token\"");
        }
    }

    private boolean keyed(Call call) {
        boolean method = style.has(KEYS_ON_POST) ? call.method().equals("POST") : WRITES.contains(call.method());
        return !style.has(NO_KEYS) && method && call.header("Idempotency-Key").isPresent();
    }

    /**
     * The Idempotency-Key draft: the first result again, "success or an error"; another payload is 422. Like Stripe's, failed
     * validation is not kept, for nothing was executed.
     */
    private Reply once(Call call) {
        String key = call.header("Idempotency-Key").orElseThrow();
        String print = call.method() + call.request().getUrl() + Arrays.hashCode(call.body());
        Optional<World.Kept> kept = world.kept(key);
        if (kept.isPresent()) {
            if (!kept.get().print().equals(print)) {
                throw new ApiError(422, "idempotency_key_reused");
            }
            return style.has(KEYS_ANSWER_PRESENT)
                    ? present(call, kept.get())
                    : kept.get().reply();
        }
        Reply reply;
        try {
            reply = route(call);
        } catch (ApiError error) {
            reply = rows.error(error);
            if (!Set.of(404, 409, 412).contains(error.status()) || style.has(KEYS_ANSWER_PRESENT)) {
                return reply;
            }
        }
        world.keep(key, new World.Kept(print, reply, idOf(call, reply)));
        return reply;
    }

    private Reply present(Call call, World.Kept kept) {
        Optional<Item> now = world.items(collection(call)).find(kept.id());
        boolean there =
                now.filter(item -> !item.deleted() || style.has(SOFT_DELETE)).isPresent();
        if (!there) {
            return call.method().equals("DELETE") ? Reply.empty(204) : Reply.of(200, rows.removal(kept.id()));
        }
        return kept.reply().body().isEmpty()
                ? Reply.empty(kept.reply().status())
                : Reply.of(200, rows.single(now.orElseThrow()));
    }

    private static String idOf(Call call, Reply reply) {
        String location = reply.headers().getOrDefault("Location", "");
        return location.isEmpty()
                ? call.path().get(call.path().size() - 1)
                : URLDecoder.decode(location.substring(location.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
    }

    private Reply route(Call call) {
        int length = call.path().size();
        if (length < 2 || length > 3 || !call.path().get(0).equals("api")) {
            throw ApiError.notFound();
        }
        if (style.has(SINGLE_DOCUMENT)) {
            return item(call, collection(call), DOCUMENT);
        }
        if (length == 2) {
            return switch (call.method()) {
                case "GET" -> lists.list(call, collection(call));
                case "POST" -> {
                    call.onlyParameters(style, Set.of());
                    yield writing.post(call, collection(call));
                }
                default -> throw new ApiError(405, "method_not_allowed", "Allow", "GET, POST");
            };
        }
        boolean feed = style.has(CHANGES_FROM_NOW) || style.has(CHANGES_FROM_BEGINNING);
        String id = call.path().get(2);
        if (feed && id.equals("changes") && call.method().equals("GET")) {
            return lists.changes(call, collection(call));
        }
        return item(call, collection(call), id);
    }

    private Reply item(Call call, String collection, String id) {
        boolean version = style.has(VERSION_IN_BODY) && call.method().equals("DELETE");
        call.onlyParameters(style, version ? Set.of("version") : Set.of());
        return switch (call.method()) {
            case "GET" -> writing.get(call, collection, id);
            case "PUT" -> writing.put(call, collection, id);
            case "PATCH" -> writing.patch(call, collection, id);
            case "DELETE" -> writing.delete(call, collection, id);
            default -> throw new ApiError(405, "method_not_allowed", "Allow", "GET, PUT, PATCH, DELETE");
        };
    }

    private static String collection(Call call) {
        return call.path().get(1);
    }

    private static ResponseDefinition http(Reply reply) {
        ResponseDefinitionBuilder http = new ResponseDefinitionBuilder().withStatus(reply.status());
        if (reply.body().isPresent()) {
            http.withBody(Trees.text(reply.body().get()).getBytes(StandardCharsets.UTF_8));
            if (!reply.headers().containsKey("Content-Type")) {
                http.withHeader("Content-Type", "application/json");
            }
        }
        reply.headers().forEach((name, value) -> http.withHeader(name, value));
        return http.build();
    }
}
