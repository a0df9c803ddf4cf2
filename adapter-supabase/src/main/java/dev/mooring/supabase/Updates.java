package dev.mooring.supabase;

import dev.mooring.support.http.Address;
import dev.mooring.support.status.CallKind;
import dev.mooring.sync.Change;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Updates: the changed columns alone, of one row in the demanded version. Immutable; safe for several threads. */
final class Updates {

    /** A row may come into being between the update and the look, so a look that contradicts is followed by one more update. */
    private static final int ATTEMPTS = 2;

    private final Rest rest;
    private final Rows rows;
    private final Sender sender;

    Updates(Rest rest, Sender sender) {
        this.rest = rest;
        this.rows = rest.rows();
        this.sender = sender;
    }

    Outcome update(Update update) {
        Map<String, @Nullable Object> patch = rows.sent(update.patch());
        if (patch.isEmpty()) {
            Change there = sender.there(update.id());
            return there.present().isPresent() ? Outcome.applied(there) : Outcome.conflict(there);
        }
        String about = "updating " + rest.collection() + " '" + update.id() + "'";
        Address to = rest.living(sender.row(update.id(), update.baseVersion()));
        Sender.Statement statement = new Sender.Statement(CallKind.UPDATE, "PATCH", to, about, 1, patch);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Sender.Result result = sender.send(statement);
            if (result.refusal().isPresent()) {
                return result.refusal().get();
            }
            if (!result.rows().isEmpty()) {
                return applied(update, about, result.rows().get(0));
            }
            Change there = sender.there(update.id());
            boolean demanded = there.present().isPresent()
                    && update.baseVersion()
                            .map(base -> there.version().filter(base::equals).isPresent())
                            .orElse(true);
            if (!demanded) {
                return Outcome.conflict(there);
            }
        }
        return sender.forbidden("updating", update.id());
    }

    /** Updates by one patch in one statement: those that found their row as demanded. For the others, look one by one. */
    Map<String, Outcome> together(List<Update> updates) {
        String about = "updating " + updates.size() + " of " + rest.collection();
        Address to = rest.living(rest.selecting(rest.filtered()))
                .query(
                        "or",
                        Filters.anyOf(updates.stream().map(this::conditions).toList()));
        Map<String, @Nullable Object> patch = rows.sent(updates.get(0).patch());
        Sender.Result result =
                sender.send(new Sender.Statement(CallKind.UPDATE, "PATCH", to, about, updates.size(), patch));
        Map<String, Update> byId = new LinkedHashMap<>();
        updates.forEach(update -> byId.put(update.id(), update));
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> row : result.rows()) {
            Update update = byId.get(rows.id(row));
            if (update != null) {
                outcomes.put(update.id(), applied(update, about, row));
            }
        }
        return outcomes;
    }

    /** What is sent of a patch. */
    Map<String, @Nullable Object> sent(Update update) {
        return rows.sent(update.patch());
    }

    /** The row in the demanded version. */
    List<Map.Entry<String, String>> conditions(Update update) {
        return sender.conditions(update.id(), update.baseVersion());
    }

    private Outcome applied(Update update, String about, Map<String, @Nullable Object> row) {
        update.baseVersion().ifPresent(base -> sender.maintained(about, rows.unmaintained(base, row)));
        return Outcome.applied(rows.change(row));
    }
}
