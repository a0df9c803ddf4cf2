package dev.mooring.supabase;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes through the SQL kit: any number of any kind in one call, each with its own outcome, its key remembered in the transaction that has its
 * effect. Immutable; safe for several threads.
 */
final class KitWrites implements Writes {

    /** The longest call that surely ends before the statement does. */
    static final int MOST = 500;

    private static final String DENIED = "42501";

    private final Rest rest;
    private final Rows rows;
    private final Sender sender;

    KitWrites(Rest rest, Sender sender) {
        this.rest = rest;
        this.rows = rest.rows();
        this.sender = sender;
    }

    @Override
    public Outcome write(Write write) {
        CallKind kind = write.match(create -> CallKind.CREATE, update -> CallKind.UPDATE, delete -> CallKind.DELETE);
        return sent(List.of(write), kind).get(0);
    }

    @Override
    public List<Outcome> write(List<Write> writes) {
        int size = Math.min(rest.table().batchSize(), MOST);
        List<Outcome> outcomes = new ArrayList<>();
        for (int at = 0; at < writes.size(); at += size) {
            try {
                outcomes.addAll(sent(writes.subList(at, Math.min(at + size, writes.size())), CallKind.BATCH));
            } catch (SyncException failure) {
                throw at == 0 ? failure : Sender.partly(failure);
            }
        }
        return outcomes;
    }

    private List<Outcome> sent(List<Write> writes, CallKind kind) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        List<Write> sent = new ArrayList<>();
        List<Map<String, @Nullable Object>> bodies = new ArrayList<>();
        for (Write write : writes) {
            Map<String, @Nullable Object> body = write.match(this::create, this::update, KitWrites::delete);
            if (body.isEmpty()) {
                outcomes.put(write.id(), unchanged(write.id()));
            } else {
                sent.add(write);
                bodies.add(body);
            }
        }
        if (!sent.isEmpty()) {
            apply(sent, bodies, kind, outcomes);
        }
        return writes.stream().map(write -> told(outcomes, write)).toList();
    }

    private void apply(
            List<Write> sent,
            List<Map<String, @Nullable Object>> bodies,
            CallKind kind,
            Map<String, Outcome> outcomes) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("p_table", rest.table().table(rest.collection()));
        body.put("p_shape", SupabaseSql.shape(rest.table()));
        body.put("p_writes", bodies);
        HttpAnswer answer =
                rest.write("POST", rest.function("mooring_apply"), about(sent), "handling=strict", sent.size(), body);
        Reaction reaction = SupabaseErrors.reaction(kind, answer);
        if (reaction == Reaction.REFUSED) {
            Outcome refusal = refused(SupabaseErrors.TABLE.problem(answer), answer, kind);
            sent.forEach(write -> outcomes.put(write.id(), refusal));
            return;
        }
        if (reaction != Reaction.DONE) {
            throw SupabaseErrors.TABLE.failure(kind, answer);
        }
        Object parsed = answer.json(Json.standard());
        try {
            read(parsed, sent, outcomes);
        } catch (UnreadableJson e) {
            throw answer.unreadable(e);
        }
    }

    /** What a row's content is to blame for comes as its own outcome, so a call that lacks a permission was not set up right. */
    private static Outcome refused(Problem problem, HttpAnswer answer, CallKind kind) {
        if (problem.code().equals(DENIED)) {
            throw new Misconfigured(answer.toString());
        }
        if (kind == CallKind.BATCH) {
            throw new Rejected(problem);
        }
        return new Outcome.Refused(problem);
    }

    private void read(@Nullable Object parsed, List<Write> sent, Map<String, Outcome> outcomes) {
        if (!(parsed instanceof List<?> list) || list.size() != sent.size()) {
            throw new UnreadableJson("there is no list of " + sent.size() + " outcomes");
        }
        for (int i = 0; i < sent.size(); i++) {
            if (!(list.get(i) instanceof Map<?, ?> outcome)) {
                throw new UnreadableJson("an outcome is no object");
            }
            outcomes.put(sent.get(i).id(), outcome(sent.get(i), outcome));
        }
    }

    private Outcome outcome(Write write, Map<?, ?> outcome) {
        String kind = String.valueOf(outcome.get("outcome"));
        return switch (kind) {
            case "applied" -> Outcome.applied(now(write.id(), outcome));
            case "conflict" -> Outcome.conflict(now(write.id(), outcome));
            case "refused" ->
                Outcome.refused(
                        String.valueOf(outcome.get("code")), about(List.of(write)) + ": " + outcome.get("message"));
            default -> throw new UnreadableJson("an outcome is '" + kind + "'");
        };
    }

    private Change now(String id, Map<?, ?> outcome) {
        if (outcome.get("row") == null) {
            return Boolean.TRUE.equals(outcome.get("gone")) ? Change.deleted(id) : Change.left(id);
        }
        Map<String, @Nullable Object> row = Rows.row(outcome.get("row"));
        if (!rows.id(row).equals(id)) {
            throw new UnreadableJson("the outcome for '" + id + "' shows '" + rows.id(row) + "'");
        }
        return rows.change(rows.selected(row));
    }

    private Map<String, @Nullable Object> create(Create create) {
        if (create.tombstone().isEmpty()) {
            return body("create", create, rows.created(create.id(), create.fields()), Optional.empty());
        }
        Map<String, @Nullable Object> old = sender.rowOf(create.id());
        Map<String, @Nullable Object> fields = rows.revived(old == null ? Map.of() : old, create.fields());
        return body("revive", create, fields, create.tombstone());
    }

    private Map<String, @Nullable Object> update(Update update) {
        Map<String, @Nullable Object> fields = rows.sent(update.patch());
        return fields.isEmpty() ? Map.of() : body("update", update, fields, update.baseVersion());
    }

    private static Map<String, @Nullable Object> delete(Delete delete) {
        return body("delete", delete, Map.of(), delete.baseVersion());
    }

    private static Map<String, @Nullable Object> body(
            String verb, Write write, Map<String, @Nullable Object> fields, Optional<Version> base) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("verb", verb);
        body.put("key", write.key().token());
        body.put("id", write.id());
        body.put("base", base.map(KitWrites::number).orElse(null));
        body.put("fields", fields);
        return body;
    }

    /** A version that is no number is not from the kit, and matches no row. */
    private static String number(Version version) {
        String token = version.token();
        return token.equals(Rows.NOTHING) ? "0" : token.matches("\\d{1,18}") ? token : "-1";
    }

    /** An update of managed columns alone changes nothing. */
    private Outcome unchanged(String id) {
        Change there = sender.there(id);
        return there.present().isPresent() ? Outcome.applied(there) : Outcome.conflict(there);
    }

    private String about(List<Write> writes) {
        if (writes.size() > 1) {
            return "writing " + writes.size() + " of " + rest.collection();
        }
        String verb = writes.get(0).match(create -> "creating ", update -> "updating ", delete -> "deleting ");
        return verb + rest.collection() + " '" + writes.get(0).id() + "'";
    }

    private static Outcome told(Map<String, Outcome> outcomes, Write write) {
        Outcome outcome = outcomes.get(write.id());
        if (outcome == null) {
            throw new IllegalStateException("there is no outcome for '" + write.id() + "'");
        }
        return outcome;
    }
}
