package dev.mooring.server;

import dev.mooring.server.Command.Verb;
import dev.mooring.server.PageCursor.Walk;
import dev.mooring.server.Users.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the resources do: one method each. Safe for several threads. */
final class Api {
    private final Store store;
    private final CommandReader reader;
    private final Representation representation;
    private final Events events;
    private final Limits limits;

    Api(Store store, CommandReader reader, Representation representation, Events events, Limits limits) {
        this.store = store;
        this.reader = reader;
        this.representation = representation;
        this.events = events;
        this.limits = limits;
    }

    Reply info() {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("protocol", Schema.FORMAT);
        body.put("largestBody", limits.body());
        body.put("largestRecord", limits.record());
        body.put("longestId", limits.id());
        body.put("largestPage", limits.page());
        body.put("largestBatch", limits.batch());
        body.put("largestLookup", limits.lookup());
        return Reply.of(200, body);
    }

    Reply list(Caller caller, String collection, Request request) {
        return page(caller, collection, request, "after", store.pages()::list);
    }

    Reply keys(Caller caller, String collection, Request request) {
        return page(caller, collection, request, "after", store.pages()::keys);
    }

    Reply changes(Caller caller, String collection, Request request) {
        return page(caller, collection, request, "since", store.pages()::changes);
    }

    Reply lookup(Caller caller, String collection, Request request) {
        request.onlyParameters(Set.of());
        Map<String, @Nullable Object> body = Shape.object(CommandReader.json(request), "the body");
        Shape.only(body, Set.of("ids"), "the body");
        List<?> ids = Shape.list(body.get("ids"), "ids");
        if (ids.size() > limits.lookup()) {
            throw new Rejection(413, "too-many-ids", "a lookup may ask for at most " + limits.lookup() + " ids");
        }
        List<@Nullable Object> found = new ArrayList<>();
        store.database().transaction(() -> {
            for (Object id : ids) {
                String text = Shape.idOrNull(id, "an id");
                living(caller, collection, reader.checked(text == null ? "" : text))
                        .ifPresent(row -> found.add(representation.of(row, caller.owner())));
            }
            return true;
        });
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("records", found);
        return Reply.of(200, answer);
    }

    Reply get(Caller caller, String collection, String id, Request request) {
        Condition condition = Condition.ofHeaders(null, request.header("If-None-Match"));
        Optional<Row> there = store.database()
                .transaction(() -> store.records()
                        .find(collection, reader.checked(id))
                        .filter(row -> row.owner().equals(caller.owner())));
        Row row = there.filter(Row::living)
                .orElseThrow(() -> new Rejection(404, "absent", "there is no such record").with(there.orElse(null)));
        int status = condition.holds(there) ? 200 : 304;
        return Reply.of(status, representation.of(row, caller.owner())).with("ETag", tag(row));
    }

    Reply create(Caller caller, String collection, Request request) {
        request.onlyParameters(Set.of());
        Command command = reader.create(request);
        return single(caller, command, write(caller, collection, command));
    }

    Reply write(Caller caller, String collection, String id, Request request) {
        Command command = reader.record(request, id);
        return single(caller, command, write(caller, collection, command));
    }

    /** All in one transaction; what is rejected is rejected for itself alone. */
    Reply batch(Caller caller, String collection, Request request) {
        request.onlyParameters(Set.of());
        Map<String, @Nullable Object> body = Shape.object(CommandReader.json(request), "the body");
        Shape.only(body, Set.of("writes"), "the body");
        List<?> items = Shape.list(body.get("writes"), "writes");
        if (items.size() > limits.batch()) {
            throw new Rejection(413, "batch-too-large", "a batch may have at most " + limits.batch() + " writes");
        }
        List<Done> effects = new ArrayList<>();
        List<@Nullable Object> outcomes = store.database().transaction(() -> {
            List<@Nullable Object> all = new ArrayList<>();
            items.forEach(item -> all.add(outcome(caller, collection, item, effects)));
            return all;
        });
        effects.forEach(done -> publish(collection, done));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("outcomes", outcomes);
        return Reply.of(200, answer);
    }

    private Map<String, @Nullable Object> outcome(
            Caller caller, String collection, @Nullable Object item, List<Done> effects) {
        Map<String, @Nullable Object> outcome = new LinkedHashMap<>();
        try {
            Command command = reader.item(item);
            Done done = store.writes().apply(caller, collection, command);
            effects.add(done);
            outcome.put("status", done.status());
            outcome.put("record", representation.of(done.id(), done.now(), caller.owner()));
        } catch (Rejection rejection) {
            outcome.put("status", rejection.status());
            outcome.putAll(representation.error(rejection.code(), rejection.text(), rejection.current()));
        }
        return outcome;
    }

    private Done write(Caller caller, String collection, Command command) {
        Done done = store.database().transaction(() -> store.writes().apply(caller, collection, command));
        publish(collection, done);
        return done;
    }

    private Reply single(Caller caller, Command command, Done done) {
        if (done.status() == 404) {
            return Reply.of(404, representation.error("absent", "there is no such record", null));
        }
        Reply reply = Reply.of(done.status(), representation.of(done.id(), done.now(), caller.owner()));
        boolean visible =
                done.now().filter(row -> row.owner().equals(caller.owner())).isPresent();
        Reply tagged = visible ? reply.with("ETag", tag(done.now().orElseThrow())) : reply;
        Reply located = command.verb() == Verb.CREATE ? tagged.with("Location", Percent.location(done.id())) : tagged;
        return done.replayed() ? located.with("Idempotency-Replayed", "true") : located;
    }

    private void publish(String collection, Done done) {
        if (done.replayed() || done.status() == 404) {
            return;
        }
        done.now().ifPresent(row -> events.publish(collection, row.owner(), Set.of(row.id())));
        if (done.before() != null) {
            events.publish(collection, done.before(), Set.of(done.id()));
        }
    }

    private Reply page(Caller caller, String collection, Request request, String cursor, Reading reading) {
        request.onlyParameters(Set.of(cursor, "limit"));
        String from = request.query().get(cursor);
        int limit = limit(request);
        return Reply.of(
                200,
                store.database().transaction(() -> reading.page(store.walk(collection, caller.owner()), from, limit)));
    }

    /** One of the walks over a collection. */
    private interface Reading {
        Map<String, @Nullable Object> page(Walk walk, @Nullable String from, int limit);
    }

    private Optional<Row> living(Caller caller, String collection, String id) {
        return store.records()
                .find(collection, id)
                .filter(row -> row.living() && row.owner().equals(caller.owner()));
    }

    private int limit(Request request) {
        String wish = request.query().get("limit");
        if (wish == null) {
            return limits.defaultPage();
        }
        if (!wish.matches("0*[1-9][0-9]{0,17}")) {
            throw Rejection.badRequest("bad-limit", "limit must be a whole number of at least 1");
        }
        return (int) Math.min(limits.page(), Long.parseLong(wish));
    }

    private static String tag(Row row) {
        return '"' + row.version() + '"';
    }
}
