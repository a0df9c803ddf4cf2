package dev.mooring.fetch;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.json.Pointer;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates records, by POST or by PUT, and revives tombstones. Immutable; safe for several threads. */
final class Creates {

    private static final String JSON = "application/json";

    private final Routes routes;
    private final Sender sender;
    private final Rows rows;
    private final Pointer envelope;
    private final CreateBy by;
    private final boolean clientMade;
    private final boolean flagged;

    Creates(Resource resource, Routes routes, Sender sender, Rows rows) {
        this.routes = routes;
        this.sender = sender;
        this.rows = rows;
        this.envelope = Pointer.of(resource.text(FetchSettings.ENVELOPE));
        this.by = resource.get(FetchSettings.CREATE_BY);
        this.clientMade = resource.get(FetchSettings.IDS) == IdMaker.CLIENT;
        this.flagged = resource.get(FetchSettings.DELETE_BY) == DeleteBy.FLAG;
    }

    Outcome create(Create create) {
        if (create.tombstone().isPresent()) {
            return revive(create, create.tombstone().get());
        }
        if (by == CreateBy.PUT && rows.versions().precondition() != Precondition.ETAG) {
            Change there = sender.find(create.id());
            if (there.present().isPresent() || there.version().isPresent()) {
                return Outcome.conflict(there);
            }
        }
        // an id that was taken may be free by now; a second refusal has another reason
        return settled(create, send(create, Optional.empty()));
    }

    /** What an answer to a create means; from a batch, where a conflict with nothing is tried again alone. */
    Outcome settled(Create create, HttpAnswer answer) {
        Outcome outcome = outcome(create, answer);
        return outcome instanceof Outcome.Conflict conflict
                        && isNothing(conflict.now())
                        && create.tombstone().isEmpty()
                ? second(create)
                : outcome;
    }

    private Outcome second(Create create) {
        HttpAnswer answer = send(create, Optional.empty());
        Outcome outcome = outcome(create, answer);
        return outcome instanceof Outcome.Conflict conflict && isNothing(conflict.now())
                ? sender.refused(answer)
                : outcome;
    }

    /** Over exactly that tombstone: the whole record replaces it, so that no field of the old life stays. */
    private Outcome revive(Create create, Version tombstone) {
        if (rows.versions().precondition() == Precondition.NONE) {
            return Outcome.refused(
                    "no-precondition", "creating '" + create.id() + "' over a deletion needs preconditions");
        }
        return outcome(create, send(create, Optional.of(tombstone)));
    }

    private HttpAnswer send(Create create, Optional<Version> tombstone) {
        boolean put = by == CreateBy.PUT || tombstone.isPresent();
        String url = put ? routes.item(create.id()) : routes.create();
        return sender.send(
                create,
                new Sender.Message(
                        CallKind.CREATE,
                        put ? "PUT" : "POST",
                        url,
                        JSON,
                        body(create, tombstone),
                        tombstone,
                        put && tombstone.isEmpty()));
    }

    private Outcome outcome(Create create, HttpAnswer answer) {
        Reaction reaction = sender.reaction(CallKind.CREATE, answer);
        if (reaction == Reaction.DONE) {
            return sender.applied(create, answer);
        }
        boolean taken = (reaction == Reaction.CONFLICT || reaction == Reaction.ABSENT) && clientMade;
        return taken ? Outcome.conflict(sender.there(create, answer)) : sender.refused(answer);
    }

    private Map<String, @Nullable Object> body(Create create, Optional<Version> tombstone) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        if (clientMade) {
            row.put(rows.names().id(), create.id());
        }
        row.putAll(rows.names().row(rows.names().sent(create.fields())));
        rows.versions().into(row, tombstone);
        if (tombstone.isPresent() && flagged) {
            row.put(rows.names().deleted(), false);
        }
        return Rows.around(envelope, row);
    }

    private static boolean isNothing(Change there) {
        return there.present().isEmpty() && there.version().isEmpty();
    }
}
