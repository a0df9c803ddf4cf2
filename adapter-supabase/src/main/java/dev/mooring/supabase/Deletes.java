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

/**
 * Deletes, hard or soft, of one row or of many, each in the demanded version or in any. What was in a deleted row is not asked for. Immutable;
 * safe for several threads.
 */
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
        Sender.Statement statement =
                statement(sender.row(rest.keys(rest.filtered()), delete.id(), delete.baseVersion()), about, 1);
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

    /** Deletes rows in whatever state they are: those that this deleted. */
    Map<String, Outcome> together(List<String> ids) {
        Address to = rest.keys(rest.filtered()).query(Filters.name(rest.table().id()), Filters.in(ids));
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> row : deleted(to, ids.size())) {
            outcomes.put(rows.id(row), gone(Optional.empty(), "", row));
        }
        return outcomes;
    }

    /** Deletes rows, each in its demanded version: those that were found so. For the others, look one by one. */
    Map<String, Outcome> demanded(List<Delete> deletes) {
        Map<String, Delete> byId = new LinkedHashMap<>();
        deletes.forEach(delete -> byId.put(delete.id(), delete));
        Address to = rest.keys(rest.filtered())
                .query(
                        "or",
                        Filters.anyOf(deletes.stream().map(this::conditions).toList()));
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> row : deleted(to, deletes.size())) {
            Delete delete = byId.get(rows.id(row));
            if (delete != null) {
                Optional<List<String>> idle = delete.baseVersion().map(base -> rows.unmaintained(base, row));
                outcomes.put(delete.id(), gone(idle, "deleting " + deletes.size() + " of " + rest.collection(), row));
            }
        }
        return outcomes;
    }

    /** The row in the demanded version. */
    List<Map.Entry<String, String>> conditions(Delete delete) {
        return sender.conditions(delete.id(), delete.baseVersion());
    }

    private List<Map<String, @Nullable Object>> deleted(Address to, int most) {
        return sender.send(statement(to, "deleting " + most + " of " + rest.collection(), most))
                .rows();
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
