package dev.mooring.fetch;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.json.Pointer;
import dev.mooring.support.status.CallKind;
import dev.mooring.sync.Change;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Removes records, by DELETE or by setting their mark. Immutable; safe for several threads. */
final class Deletes {

    private static final int MOST_ROUNDS = 5;

    private final Routes routes;
    private final Sender sender;
    private final Rows rows;
    private final Pointer envelope;
    private final Updates updates;
    private final boolean flagged;
    private final boolean required;

    Deletes(Resource resource, Routes routes, Sender sender, Rows rows, Updates updates) {
        this.routes = routes;
        this.sender = sender;
        this.rows = rows;
        this.envelope = Pointer.of(resource.text(FetchSettings.ENVELOPE));
        this.updates = updates;
        this.flagged = resource.get(FetchSettings.DELETE_BY) == DeleteBy.FLAG;
        this.required = resource.flag(FetchSettings.REQUIRED);
    }

    Outcome delete(Delete delete) {
        Optional<Version> version = rows.versions().conditional() ? delete.baseVersion() : Optional.empty();
        boolean looks = flagged || (required && version.isEmpty());
        return looks ? onWhatIsThere(delete, version) : outcome(delete, version, removal(delete, version));
    }

    /** A mark is set on what is there: on what is gone it would change the tombstone. */
    private Outcome onWhatIsThere(Delete delete, Optional<Version> demanded) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Change there = sender.find(delete.id());
            if (there.present().isEmpty()) {
                return Outcome.applied(there);
            }
            if (demanded.isPresent() && !there.version().equals(demanded)) {
                return Outcome.conflict(there);
            }
            Outcome outcome = outcome(
                    delete, there.version(), message(delete, there.present().get()));
            if (demanded.isPresent() || !(outcome instanceof Outcome.Conflict)) {
                return outcome;
            }
        }
        throw TemporaryFailure.notApplied(
                "deleting '" + delete.id() + "': others changed it " + MOST_ROUNDS + " times in between", null);
    }

    private Outcome outcome(Delete delete, Optional<Version> version, Sender.Message message) {
        return settled(delete, version, sender.send(delete, message));
    }

    /** What an answer to a delete means. */
    Outcome settled(Delete delete, Optional<Version> version, HttpAnswer answer) {
        return switch (sender.reaction(CallKind.DELETE, answer)) {
            case DONE -> Outcome.applied(sender.removed(delete, answer));
            case ABSENT -> Outcome.applied(sender.gone(delete, answer));
            case CONFLICT -> conflict(delete, version, answer);
            default -> sender.refused(answer);
        };
    }

    private Outcome conflict(Delete delete, Optional<Version> version, HttpAnswer answer) {
        Change there = sender.there(delete, answer);
        if (there.present().isEmpty()) {
            return Outcome.applied(there);
        }
        boolean otherRule = version.isEmpty() || there.version().equals(version);
        return otherRule ? sender.refused(answer) : Outcome.conflict(there);
    }

    private Sender.Message removal(Delete delete, Optional<Version> version) {
        String url = routes.delete(delete.id(), rows.versions().inUrl(version));
        return new Sender.Message(CallKind.DELETE, "DELETE", url, "", Map.of(), version, false);
    }

    private Sender.Message message(Delete delete, Document there) {
        return flagged ? mark(there) : removal(delete, there.version());
    }

    private Sender.Message mark(Document there) {
        boolean whole = updates.by() == UpdateBy.PUT;
        Map<String, @Nullable Object> row =
                whole ? rows.names().row(rows.names().sent(there.fields())) : new LinkedHashMap<>();
        row.put(rows.names().deleted(), true);
        rows.versions().into(row, there.version());
        String url = routes.update(there.id(), rows.versions().inUrl(there.version()));
        return new Sender.Message(
                CallKind.DELETE,
                whole ? "PUT" : "PATCH",
                url,
                updates.type(),
                Rows.around(envelope, row),
                there.version(),
                false);
    }
}
