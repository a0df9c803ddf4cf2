package dev.mooring.fetch;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.json.Pointer;
import dev.mooring.support.status.CallKind;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Settlement;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes records. A merge patch with a map in it, and a PUT, are made of the whole record: of the base where the backend checks that it is
 * still there, else of what is read first, and then under the version that was read. Immutable; safe for several threads.
 */
final class Updates {

    private static final int MOST_ROUNDS = 5;

    private final Routes routes;
    private final Sender sender;
    private final Rows rows;
    private final Pointer envelope;
    private final UpdateBy by;
    private final String type;
    private final boolean flagged;
    private final boolean required;

    Updates(Resource resource, Routes routes, Sender sender, Rows rows) {
        this.routes = routes;
        this.sender = sender;
        this.rows = rows;
        this.envelope = Pointer.of(resource.text(FetchSettings.ENVELOPE));
        this.by = resource.get(FetchSettings.UPDATE_BY);
        this.type = by == UpdateBy.PATCH ? resource.get(FetchSettings.PATCH_TYPE) : "application/json";
        this.flagged = resource.get(FetchSettings.DELETE_BY) == DeleteBy.FLAG;
        this.required = resource.flag(FetchSettings.REQUIRED);
    }

    UpdateBy by() {
        return by;
    }

    /** The media type of an update's body. */
    String type() {
        return type;
    }

    Outcome update(Update update) {
        Map<String, @Nullable Object> patch = rows.names().sent(update.patch());
        Optional<String> hollow = by == UpdateBy.PATCH ? MergePatch.inexpressible(patch) : Optional.empty();
        if (hollow.isPresent()) {
            return Outcome.refused(
                    "null-in-map",
                    "the field '" + hollow.get() + "' of '" + update.id()
                            + "' has a null inside a map, which a JSON merge patch cannot set");
        }
        if (patch.isEmpty()) {
            Change there = sender.find(update.id());
            return there.present().isPresent() ? Outcome.applied(there) : Outcome.conflict(there);
        }
        Optional<Version> version = rows.versions().conditional() ? update.baseVersion() : Optional.empty();
        if (version.isPresent()) {
            return conditional(update, patch, version);
        }
        return needsCurrent(patch) ? onWhatIsThere(update, patch) : plain(update, patch);
    }

    private boolean needsCurrent(Map<String, @Nullable Object> patch) {
        return switch (by) {
            case PATCH -> flagged || required || MergePatch.needsCurrent(patch);
            case FIELDS -> flagged || required;
            case PUT -> true;
        };
    }

    private Outcome plain(Update update, Map<String, @Nullable Object> patch) {
        return settled(update, Optional.empty(), send(update, patch, Map.of(), Optional.empty()));
    }

    private Outcome conditional(Update update, Map<String, @Nullable Object> patch, Optional<Version> version) {
        Map<String, @Nullable Object> base = update.base().map(Document::fields).orElse(Map.of());
        return settled(update, version, send(update, patch, base, version));
    }

    /**
     * What an answer to an update means. Where the record is there in the state that was demanded, if any was, it is not in the way:
     * another rule of the backend is.
     */
    Outcome settled(Update update, Optional<Version> demanded, HttpAnswer answer) {
        Outcome outcome = outcome(update, answer);
        boolean otherRule = outcome instanceof Outcome.Conflict conflict
                && conflict.now().present().isPresent()
                && (demanded.isEmpty() || conflict.now().version().equals(demanded));
        return otherRule ? sender.refused(answer) : outcome;
    }

    /** Without a precondition between reading and writing, others' changes in between are lost to a PUT: claim none then. */
    private Outcome onWhatIsThere(Update update, Map<String, @Nullable Object> patch) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Change there = sender.find(update.id());
            if (there.present().isEmpty()) {
                return Outcome.conflict(there);
            }
            if (round > 0 && Settlement.of(update, Outcome.conflict(there), false) instanceof Outcome.Applied settled) {
                // the request arrived twice, and was refused the second time
                return settled;
            }
            Document document = there.present().get();
            HttpAnswer answer = send(update, patch, document.fields(), document.version());
            Outcome outcome = outcome(update, answer);
            if (!(outcome instanceof Outcome.Conflict conflict)) {
                return outcome;
            }
            if (document.version().isEmpty() || conflict.now().version().equals(document.version())) {
                return conflict.now().present().isPresent() ? sender.refused(answer) : outcome;
            }
        }
        throw TemporaryFailure.notApplied(
                "updating '" + update.id() + "': others changed it " + MOST_ROUNDS + " times in between", null);
    }

    private HttpAnswer send(
            Update update,
            Map<String, @Nullable Object> patch,
            Map<String, @Nullable Object> current,
            Optional<Version> version) {
        Map<String, @Nullable Object> fields = switch (by) {
            case PATCH -> MergePatch.from(current, patch);
            case FIELDS -> patch;
            case PUT -> rows.names().sent(Fields.apply(current, patch));
        };
        Map<String, @Nullable Object> row = rows.names().row(fields);
        rows.versions().into(row, version);
        String url = routes.update(update.id(), rows.versions().inUrl(version));
        return sender.send(
                update,
                new Sender.Message(
                        CallKind.UPDATE,
                        by == UpdateBy.PUT ? "PUT" : "PATCH",
                        url,
                        type,
                        Rows.around(envelope, row),
                        version,
                        false));
    }

    private Outcome outcome(Update update, HttpAnswer answer) {
        return switch (sender.reaction(CallKind.UPDATE, answer)) {
            case DONE -> applied(update, answer);
            case CONFLICT, ABSENT -> Outcome.conflict(sender.there(update, answer));
            default -> sender.refused(answer);
        };
    }

    /** A backend that keeps deleted rows may take a change of one, which stays deleted: nobody sees it. */
    private Outcome applied(Update update, HttpAnswer answer) {
        Outcome outcome = sender.applied(update, answer);
        return outcome instanceof Outcome.Applied applied
                        && !update.resent()
                        && applied.now().filter(now -> now.present().isEmpty()).isPresent()
                ? Outcome.conflict(applied.now().get())
                : outcome;
    }
}
