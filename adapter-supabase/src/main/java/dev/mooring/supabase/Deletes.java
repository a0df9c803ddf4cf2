package dev.mooring.supabase;

import dev.mooring.support.http.Address;
import dev.mooring.support.status.CallKind;
import dev.mooring.sync.Change;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deletes, hard or soft, of one row in the demanded version, or of many in any. Immutable; safe for several threads. */
final class Deletes {

    private static final int ATTEMPTS = 2;

    private final Rest rest;
    private final Rows rows;
    private final Sender sender;

    Deletes(Rest rest, Sender sender) {
        this.rest = rest;
        this.rows = rest.rows();
        this.sender = sender;
    }

    Outcome delete(Delete delete) {
        String about = "deleting " + rest.collection() + " '" + delete.id() + "'";
        Sender.Statement statement = statement(sender.row(delete.id(), delete.baseVersion()), about, 1);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Sender.Result result = sender.send(statement);
            if (result.refusal().isPresent()) {
                return result.refusal().get();
            }
            if (!result.rows().isEmpty()) {
                return gone(
                        delete.baseVersion()
                                .map(base ->
                                        rows.unmaintained(base, result.rows().get(0))),
                        about,
                        result.rows().get(0));
            }
            Change there = sender.there(delete.id());
            if (there.present().isEmpty()) {
                return Outcome.applied(there);
            }
            boolean demanded = delete.baseVersion().isEmpty() || there.version().equals(delete.baseVersion());
            if (!demanded) {
                return Outcome.conflict(there);
            }
        }
        return sender.forbidden("deleting", delete.id());
    }

    /** Deletes rows in whatever state they are; what is not in the answer was not deleted by this. */
    Sender.Result together(List<String> ids) {
        Address to =
                rest.selecting(rest.filtered()).query(Filters.name(rest.table().id()), Filters.in(ids));
        return sender.send(statement(to, "deleting " + ids.size() + " of " + rest.collection(), ids.size()));
    }

    Map<String, Outcome> outcomes(List<Map<String, @Nullable Object>> deleted) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> row : deleted) {
            outcomes.put(rows.id(row), gone(Optional.empty(), "", row));
        }
        return outcomes;
    }

    private Sender.Statement statement(Address to, String about, int most) {
        return rest.table().soft()
                ? new Sender.Statement(
                        CallKind.DELETE,
                        "PATCH",
                        rest.living(to),
                        about,
                        most,
                        rest.table().deletedBy().mark(rest.table().deleted()))
                : new Sender.Statement(CallKind.DELETE, "DELETE", to, about, most, null);
    }

    private Outcome gone(Optional<List<String>> idle, String about, Map<String, @Nullable Object> row) {
        if (!rest.table().soft()) {
            return Outcome.applied(Change.deleted(rows.id(row)));
        }
        sender.maintained(about, idle.orElse(new ArrayList<>()));
        return Outcome.applied(new Change.Removal(rows.id(row), Change.Reason.DELETED, rows.version(row)));
    }
}
