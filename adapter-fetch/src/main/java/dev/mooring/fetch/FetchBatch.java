package dev.mooring.fetch;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.json.Pointer;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.Write;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Many writes in one call, in the form of {@code docs/rest-protocol.md}. Immutable; safe for several threads. */
final class FetchBatch implements BatchWrites {

    private final String url;
    private final String collection;
    private final Exchange exchange;
    private final Rows rows;
    private final Gate gate;
    private final Creates creates;
    private final Updates updates;
    private final Deletes deletes;

    FetchBatch(
            String url,
            String collection,
            Exchange exchange,
            Rows rows,
            Gate gate,
            Creates creates,
            Updates updates,
            Deletes deletes) {
        this.url = url;
        this.collection = collection;
        this.exchange = exchange;
        this.rows = rows;
        this.gate = gate;
        this.creates = creates;
        this.updates = updates;
        this.deletes = deletes;
    }

    @Override
    public List<Outcome> write(List<Write> writes) {
        List<Optional<Outcome>> refusals = writes.stream().map(gate::refusal).toList();
        List<Write> sent = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            if (refusals.get(i).isEmpty()) {
                sent.add(writes.get(i));
            }
        }
        Iterator<Outcome> answered = (sent.isEmpty() ? List.<Outcome>of() : send(sent)).iterator();
        return refusals.stream()
                .map(refusal -> refusal.orElseGet(answered::next))
                .toList();
    }

    private List<Outcome> send(List<Write> writes) {
        List<Map<String, @Nullable Object>> items =
                writes.stream().map(this::item).toList();
        HttpAnswer answer = exchange.send(() -> HttpCall.post(exchange.address(url))
                .about("writing " + writes.size() + " of " + collection)
                .json(exchange.bytes(Map.of("writes", items))));
        if (exchange.errors().reaction(CallKind.BATCH, answer) != Reaction.DONE) {
            throw exchange.errors().failure(CallKind.BATCH, answer);
        }
        List<HttpAnswer> parts = parts(answer, writes.size());
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            outcomes.add(outcome(writes.get(i), parts.get(i)));
        }
        return outcomes;
    }

    private Outcome outcome(Write write, HttpAnswer part) {
        Optional<Version> version = rows.versions().conditional() ? write.baseVersion() : Optional.empty();
        return write.match(
                create -> creates.settled(create, part),
                update -> updates.settled(update, version, part),
                delete -> deletes.settled(delete, version, part));
    }

    /** Each item's answer as if it had come alone. */
    private List<HttpAnswer> parts(HttpAnswer answer, int expected) {
        Object found = Pointer.of("/outcomes").find(exchange.body(answer)).orElse(List.of());
        if (!(found instanceof List<?> list) || list.size() != expected) {
            throw answer.unreadable(new UnreadableJson("there are not " + expected + " outcomes"));
        }
        return list.stream().map(item -> part(answer, item)).toList();
    }

    private HttpAnswer part(HttpAnswer answer, @Nullable Object item) {
        if (!(item instanceof Map<?, ?> map)
                || !(map.get("status") instanceof Long status)
                || status < 100
                || status > 599) {
            throw answer.unreadable(new UnreadableJson("an outcome has no status of HTTP"));
        }
        Object record = map.get("record");
        Object body = record == null ? item : rows.asAnswer(Rows.row(record));
        return answer.part(status.intValue(), body);
    }

    private Map<String, @Nullable Object> item(Write write) {
        return write.match(this::create, this::update, delete -> common(delete, "delete"));
    }

    private Map<String, @Nullable Object> create(Create create) {
        Map<String, @Nullable Object> item = common(create, create.tombstone().isPresent() ? "put" : "create");
        if (!gate.clientMade()) {
            item.remove("id");
        }
        item.put("fields", rows.names().sent(create.fields()));
        return item;
    }

    private Map<String, @Nullable Object> update(Update update) {
        Map<String, @Nullable Object> item = common(update, "patch");
        item.put("fields", rows.names().sent(update.patch()));
        return item;
    }

    private static Map<String, @Nullable Object> common(Write write, String operation) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("op", operation);
        item.put("id", write.id());
        item.put("key", write.key().token());
        write.baseVersion().ifPresent(version -> item.put("ifMatch", Versions.bare(version)));
        return item;
    }
}
