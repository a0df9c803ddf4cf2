package dev.mooring.supabase;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates, by {@code on conflict do nothing}: nothing is overwritten, however late one arrives. A row that did not come into being is read, and
 * one that is not to be seen belongs to somebody else. Immutable; safe for several threads.
 */
final class Creates {

    private static final String RESOLUTION = "resolution=ignore-duplicates";
    private static final String PREFER = RESOLUTION + ",missing=default,return=representation,handling=strict";
    private static final String TAKEN = "23505";

    private final Rest rest;
    private final Rows rows;
    private final Sender sender;
    private final SupabaseListing listing;

    Creates(Rest rest, Sender sender, SupabaseListing listing) {
        this.rest = rest;
        this.rows = rest.rows();
        this.sender = sender;
        this.listing = listing;
    }

    Outcome create(Create create) {
        return create.tombstone().isPresent()
                ? revive(create, create.tombstone().get())
                : together(List.of(create), CallKind.CREATE).outcomes().get(0);
    }

    /**
     * What became of creates in one statement.
     *
     * @param outcomes one for each, unless all were refused
     * @param refusal why none was taken
     */
    record Made(List<Outcome> outcomes, Optional<Outcome.Refused> refusal) {}

    /** Creates without tombstones in one statement: all are taken or none. */
    Made together(List<Create> creates, CallKind kind) {
        Inserted first = insert(creates, kind);
        if (first.refusal().isPresent()) {
            Outcome.Refused refusal = first.refusal().get();
            return new Made(creates.stream().<Outcome>map(create -> refusal).toList(), Optional.of(refusal));
        }
        Map<String, Outcome> outcomes = new LinkedHashMap<>(first.outcomes());
        try {
            look(creates, outcomes);
            again(unseen(creates, outcomes), kind, outcomes);
        } catch (SyncException failure) {
            throw first.outcomes().isEmpty() ? failure : Sender.partly(failure);
        }
        List<Outcome> inOrder = new ArrayList<>();
        creates.forEach(create -> inOrder.add(outcomes.getOrDefault(create.id(), taken(create))));
        return new Made(inOrder, Optional.empty());
    }

    /** What is neither made nor there may have been deleted in between, so it is tried once more. */
    private void again(List<Create> unseen, CallKind kind, Map<String, Outcome> outcomes) {
        if (unseen.isEmpty()) {
            return;
        }
        Inserted second = insert(unseen, kind);
        outcomes.putAll(second.outcomes());
        second.refusal().ifPresent(refusal -> unseen.forEach(create -> outcomes.put(create.id(), refusal)));
        look(unseen, outcomes);
    }

    private record Inserted(Map<String, Outcome> outcomes, Optional<Outcome.Refused> refusal) {}

    private Inserted insert(List<Create> creates, CallKind kind) {
        String what = creates.size() == 1 ? "'" + creates.get(0).id() + "'" : creates.size() + " rows";
        String about = "creating " + rest.collection() + " " + what;
        HttpAnswer answer = rest.write("POST", address(creates), about, PREFER, creates.size(), bodies(creates));
        Sender.Result result = sender.result(kind, answer, creates.size());
        if (result.refusal().isPresent()) {
            return new Inserted(Map.of(), result.refusal());
        }
        resolved(answer);
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> row : result.rows()) {
            sender.maintained(about, rows.unset(row));
            outcomes.put(rows.id(row), Outcome.applied(rows.change(row)));
        }
        if (!creates.stream().map(Create::id).toList().containsAll(outcomes.keySet())) {
            throw answer.unreadable(new UnreadableJson("there is a row that nobody sent"));
        }
        return new Inserted(outcomes, Optional.empty());
    }

    /** Reads the rows that were in the way. */
    private void look(List<Create> creates, Map<String, Outcome> outcomes) {
        List<String> ids =
                unseen(creates, outcomes).stream().map(Create::id).distinct().toList();
        for (Map<String, @Nullable Object> row : listing.find(ids)) {
            outcomes.put(rows.id(row), Outcome.conflict(rows.change(row)));
        }
    }

    private static List<Create> unseen(List<Create> creates, Map<String, Outcome> outcomes) {
        return creates.stream()
                .filter(create -> !outcomes.containsKey(create.id()))
                .toList();
    }

    /** Keys of many rows may differ, which PostgREST takes only with their union; what a row lacks gets its default, as if it came alone. */
    private Address address(List<Create> creates) {
        Set<String> columns = new LinkedHashSet<>();
        creates.forEach(create ->
                columns.addAll(rows.created(create.id(), create.fields()).keySet()));
        return rest.selecting(rest.plain())
                .query("on_conflict", Filters.name(rest.table().id()))
                .query("columns", Filters.names(columns));
    }

    private List<Map<String, @Nullable Object>> bodies(List<Create> creates) {
        return creates.stream()
                .map(create -> rows.created(create.id(), create.fields()))
                .toList();
    }

    /** Where the table has no primary key PostgREST forgets the resolution in silence, and would make a row twice. */
    private void resolved(HttpAnswer answer) {
        String applied = answer.header("Preference-Applied").orElse("");
        if (!applied.contains(RESOLUTION)) {
            throw new Misconfigured(answer + " without applying " + RESOLUTION + ": " + rest.tableName()
                    + " needs a primary key or a unique index on '"
                    + rest.table().id() + "'");
        }
    }

    private Outcome taken(Create create) {
        return Outcome.refused(
                TAKEN,
                "creating " + rest.collection() + " '" + create.id()
                        + "': the id is taken by a row that this user may not see, or that the filter leaves out");
    }

    /** Over exactly that tombstone; every column that is not sent becomes null. */
    private Outcome revive(Create create, Version tombstone) {
        Map<String, @Nullable Object> old = sender.rowOf(create.id());
        if (old == null || !rows.deleted(old)) {
            return Outcome.conflict(old == null ? Change.left(create.id()) : rows.change(old));
        }
        String about = "creating " + rest.collection() + " '" + create.id() + "' anew";
        Address to = sender.row(create.id(), Optional.of(tombstone))
                .query(
                        Filters.name(rest.table().deleted()),
                        rest.table().deletedBy().deleted());
        Sender.Result result = sender.send(
                new Sender.Statement(CallKind.CREATE, "PATCH", to, about, 1, rows.revived(old, create.fields())));
        if (result.refusal().isPresent()) {
            return result.refusal().get();
        }
        if (result.rows().isEmpty()) {
            return Outcome.conflict(sender.there(create.id()));
        }
        sender.maintained(about, rows.unmaintained(tombstone, result.rows().get(0)));
        return Outcome.applied(rows.change(result.rows().get(0)));
    }
}
