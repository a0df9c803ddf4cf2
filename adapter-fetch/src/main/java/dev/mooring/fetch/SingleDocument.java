package dev.mooring.fetch;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.json.Pointer;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.Misconfigured;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One document behind one URL, read and written whole. Immutable; safe for several threads. */
final class SingleDocument {

    private final Exchange exchange;
    private final String url;
    private final Pointer rowAt;
    private final Pointer envelope;
    private final boolean etags;

    /** The one record may not exist; a document that holds many has to. */
    private final boolean mayBeAbsent;

    private final String collection;

    SingleDocument(Resource resource, Routes routes, Exchange exchange, String collection) {
        this.exchange = exchange;
        this.url = routes.item(resource.get(FetchSettings.SINGLE_ID));
        this.rowAt = Pointer.of(resource.text(FetchSettings.ROW));
        this.envelope = Pointer.of(resource.text(FetchSettings.ENVELOPE));
        this.etags = resource.get(FetchSettings.PRECONDITION) == Precondition.ETAG;
        this.mayBeAbsent = resource.get(FetchSettings.SINGLE) == Single.ONE;
        this.collection = collection;
    }

    /**
     * The document at a moment.
     *
     * @param content null where there is none
     */
    record State(@Nullable Map<String, @Nullable Object> content, Optional<String> etag) {}

    State read() {
        HttpAnswer answer =
                exchange.send(() -> HttpCall.get(exchange.address(url)).about("reading " + collection));
        if (mayBeAbsent && exchange.errors().reaction(CallKind.UPDATE, answer) == Reaction.ABSENT) {
            return new State(null, Optional.empty());
        }
        exchange.errors().checkRead(answer);
        Object found = rowAt.find(exchange.body(answer)).orElse(null);
        if (!(found instanceof Map)) {
            throw answer.unreadable(new UnreadableJson("there is no object at '" + rowAt + "'"));
        }
        Optional<String> etag = answer.header("ETag").filter(tag -> !tag.startsWith("W/"));
        if (etags && etag.isEmpty()) {
            throw new Misconfigured(
                    "reading " + collection + ": the answer has no strong ETag, so 'precondition' cannot be etag");
        }
        return new State(Rows.row(found), etag);
    }

    /** Replaces what was read; the answer may say that it is no longer there. */
    HttpAnswer write(String about, State before, Map<String, @Nullable Object> content) {
        return exchange.send(() -> condition(HttpCall.put(exchange.address(url)), before)
                .about(about)
                .json(exchange.bytes(Rows.around(envelope, new LinkedHashMap<>(content)))));
    }

    HttpAnswer delete(String about, State before) {
        return exchange.send(
                () -> condition(HttpCall.delete(exchange.address(url)), before).about(about));
    }

    private HttpCall.Builder condition(HttpCall.Builder call, State before) {
        if (etags && before.content() == null) {
            return call.header("If-None-Match", "*");
        }
        before.etag().filter(tag -> etags).ifPresent(tag -> call.header("If-Match", tag));
        return call;
    }
}
