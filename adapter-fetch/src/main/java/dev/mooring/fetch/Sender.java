package dev.mooring.fetch;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Settlement;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Version;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends writes and reads what became of them. Immutable; safe for several threads. */
final class Sender {

    private static final Set<Integer> SILENT = Set.of(204, 205);

    private final Exchange exchange;
    private final RecordReader records;
    private final Versions versions;
    private final String collection;
    private final String keyHeader;
    private final boolean fresh;
    private final boolean readBack;
    private final boolean serverMade;

    Sender(Resource resource, Exchange exchange, RecordReader records, Versions versions, String collection) {
        this.exchange = exchange;
        this.records = records;
        this.versions = versions;
        this.collection = collection;
        this.keyHeader = resource.text(FetchSettings.KEY_HEADER);
        this.fresh = resource.flag(FetchSettings.FRESH);
        this.readBack = resource.flag(FetchSettings.READ_BACK);
        this.serverMade = resource.get(FetchSettings.IDS) != IdMaker.CLIENT;
    }

    /**
     * One request of a write.
     *
     * @param type the body's media type; empty = no body
     * @param version the state that must be there; empty = whatever is there
     * @param onlyNew whether nothing may be there
     */
    record Message(
            CallKind kind,
            String method,
            String url,
            String type,
            Map<String, @Nullable Object> body,
            Optional<Version> version,
            boolean onlyNew) {}

    HttpAnswer send(Write write, Message message) {
        String verb = write.match(create -> "creating ", update -> "updating ", delete -> "deleting ");
        return exchange.send(() -> {
            HttpCall.Builder call = HttpCall.of(message.method(), exchange.address(message.url()))
                    .about(verb + collection + " '" + write.id() + "'");
            if (!keyHeader.isEmpty()) {
                call.header(keyHeader, write.key().token());
            }
            versions.ifMatch(message.version()).ifPresent(tag -> call.header("If-Match", tag));
            if (message.onlyNew() && versions.precondition() == Precondition.ETAG) {
                call.header("If-None-Match", "*");
            }
            return message.type().isEmpty() ? call : call.body(message.type(), exchange.bytes(message.body()));
        });
    }

    /** What the answer means; a failure that the adapter cannot turn into an outcome is thrown. */
    Reaction reaction(CallKind kind, HttpAnswer answer) {
        Reaction reaction = exchange.errors().reaction(kind, answer);
        return switch (reaction) {
            case DONE, CONFLICT, ABSENT, REFUSED -> reaction;
            case EXPIRED, UNAUTHENTICATED, MISCONFIGURED, TEMPORARY, IN_DOUBT ->
                throw exchange.errors().failure(kind, answer);
        };
    }

    Outcome refused(HttpAnswer answer) {
        return exchange.errors().refused(answer);
    }

    /** What is there, after a write that could not be applied. */
    Change there(Write write, HttpAnswer answer) {
        return records.inError(answer, write.id()).orElseGet(() -> records.find(write.id()));
    }

    Change find(String id) {
        return records.find(id);
    }

    /**
     * The write is done, says the answer. An answer without a body and without a status that means "without a body" is believed only
     * when the record shows the write: it may come from anywhere.
     */
    Outcome applied(Write write, HttpAnswer answer) {
        Optional<Change> shown = records.inAnswer(answer, write.id());
        if (shown.isPresent()) {
            String id = shown.get().id();
            return write.resent() && !fresh
                    ? unseen(write, answer, () -> find(id))
                    : Outcome.applied(known(write, shown.get()));
        }
        Optional<String> made =
                answer.header("Location").filter(link -> answer.status() == 201 && write instanceof Create);
        if (made.isPresent()) {
            Address there = records.made(answer, made.get());
            return unseen(write, answer, () -> known(write, records.read(there, write.id())));
        }
        return SILENT.contains(answer.status())
                ? unseen(write, answer, () -> find(write.id()))
                : verified(write, answer);
    }

    /** The removal that an answer to a delete stands for; what else such an answer may show is the record's last state. */
    Change removed(Write delete, HttpAnswer answer) {
        if (SILENT.contains(answer.status())) {
            return Change.deleted(delete.id());
        }
        if (!answer.isEmpty()) {
            return records.removal(answer, delete.id());
        }
        Change there = lookedAt(delete, answer);
        if (there.present().isPresent()) {
            throw answer.unreadable(new UnreadableJson("the document is empty, and the record is still there"));
        }
        return there;
    }

    /** What is known of a record that was gone already. */
    Change gone(Write delete, HttpAnswer answer) {
        return records.inError(answer, delete.id())
                .filter(there -> there.present().isEmpty())
                .orElseGet(() -> Change.deleted(delete.id()));
    }

    /**
     * The write is done; what cannot be read of it now is left to the feed, which an outcome can say. Only an id that nobody has told
     * cannot be left: without it the record would be taken for another one.
     */
    private Outcome unseen(Write write, HttpAnswer answer, Supplier<Change> reading) {
        try {
            return readBack || untold(write) ? Outcome.applied(reading.get()) : Outcome.applied();
        } catch (SyncException e) {
            if (untold(write)) {
                throw TemporaryFailure.maybeApplied(answer + ", but the record cannot be read", e);
            }
            return Outcome.applied();
        }
    }

    private boolean untold(Write write) {
        return serverMade && write instanceof Create;
    }

    private Outcome verified(Write write, HttpAnswer answer) {
        Outcome settled = Settlement.of(write, Outcome.conflict(lookedAt(write, answer)), false);
        if (settled instanceof Outcome.Applied) {
            return settled;
        }
        throw answer.unreadable(new UnreadableJson("the document is empty, and the record does not show the write"));
    }

    /** A look after a write that may have been applied: when it fails, the write stays in doubt. */
    private Change lookedAt(Write write, HttpAnswer answer) {
        try {
            return find(write.id());
        } catch (SyncException e) {
            throw TemporaryFailure.maybeApplied(answer + " without a body, and the record cannot be read", e);
        }
    }

    /** The state that answers a write includes it. */
    private static Change known(Write write, Change now) {
        return now.match(upsert -> Change.of(including(upsert.document(), write.key())), removal -> removal);
    }

    private static Document including(Document document, WriteKey key) {
        Set<WriteKey> keys = new LinkedHashSet<>(document.contains());
        keys.add(key);
        return document.withContains(keys);
    }
}
