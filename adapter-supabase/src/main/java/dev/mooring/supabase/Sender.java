package dev.mooring.supabase;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.Change;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends statements that change one row at most, and says what is there when they changed none. Immutable; safe for several threads.
 */
final class Sender {

    private static final String GUARDED = "return=representation,handling=strict,max-affected=";

    private final Rest rest;
    private final Rows rows;
    private final SupabaseListing listing;

    Sender(Rest rest, SupabaseListing listing) {
        this.rest = rest;
        this.rows = rest.rows();
        this.listing = listing;
    }

    /**
     * One statement.
     *
     * @param most how many rows it may change; one more, and PostgREST undoes it
     */
    record Statement(
            CallKind kind,
            String method,
            Address to,
            String about,
            int most,
            @Nullable Object body) {}

    /** What became of a statement: a refusal, or the rows that it changed. */
    record Result(Optional<Outcome.Refused> refusal, List<Map<String, @Nullable Object>> rows) {}

    /** A failure after a part of the writes had its effect: all of them may be sent again. */
    static TemporaryFailure partly(SyncException failure) {
        TemporaryFailure open =
                TemporaryFailure.maybeApplied("a part of the writes was taken, then: " + failure.getMessage(), failure);
        return failure instanceof TemporaryFailure temporary
                ? temporary.retryAfter().map(open::retryAfter).orElse(open)
                : open;
    }

    Result send(Statement statement) {
        HttpAnswer answer = rest.write(
                statement.method(),
                statement.to(),
                statement.about(),
                GUARDED + statement.most(),
                statement.most(),
                statement.body());
        return result(statement.kind(), answer, statement.most());
    }

    Result result(CallKind kind, HttpAnswer answer, int most) {
        Reaction reaction = SupabaseErrors.reaction(kind, answer);
        if (reaction == Reaction.REFUSED) {
            return new Result(Optional.of(new Outcome.Refused(SupabaseErrors.TABLE.problem(answer))), List.of());
        }
        if (reaction != Reaction.DONE) {
            throw SupabaseErrors.TABLE.failure(kind, answer);
        }
        List<Map<String, @Nullable Object>> shown = rest.rows(answer);
        if (shown.size() > most) {
            throw answer.unreadable(new UnreadableJson("there are more rows than could have been changed"));
        }
        return new Result(Optional.empty(), shown);
    }

    /** The row's address, in exactly that version where one is given. */
    Address row(String id, Optional<Version> version) {
        return row(rest.selecting(rest.filtered()), id, version);
    }

    /** The same, of an address that says what to show. */
    Address row(Address from, String id, Optional<Version> version) {
        Address row = from;
        for (Map.Entry<String, String> condition : conditions(id, version)) {
            row = row.query(condition.getKey(), condition.getValue());
        }
        return row;
    }

    /** What one row fulfils, in exactly that version where one is given. */
    List<Map.Entry<String, String>> conditions(String id, Optional<Version> version) {
        List<Map.Entry<String, String>> conditions = new ArrayList<>();
        conditions.add(Map.entry(Filters.name(rest.table().id()), "eq." + id));
        conditions.addAll(version.map(rows::conditions).orElse(List.of()));
        return conditions;
    }

    /** What is there; where nothing is to be seen it may be deleted, hidden or outside the filter, and nobody can tell. */
    Change there(String id) {
        Map<String, @Nullable Object> row = listing.find(id);
        return row == null ? Change.left(id) : rows.change(row);
    }

    @Nullable Map<String, @Nullable Object> rowOf(String id) {
        return listing.find(id);
    }

    /** A row that is to be seen in the demanded state, but not to be changed: a policy says so. */
    Outcome forbidden(String verb, String id) {
        return Outcome.refused(
                "42501",
                verb + " " + rest.collection() + " '" + id
                        + "' changed no row although it is there: row-level security of " + rest.tableName()
                        + " does not let this user change it");
    }

    /** Trusts a state only if its triggers work: else the next writer's precondition would hold although the row was changed. */
    void maintained(String done, List<String> idle) {
        if (!idle.isEmpty()) {
            String column = idle.get(0);
            throw new Misconfigured(done + " did not set '" + column + "': " + rest.tableName()
                    + " needs a trigger that sets it, such as create trigger "
                    + rest.table().table(rest.collection())
                    + "_" + column + " before insert or update on " + rest.tableName()
                    + " for each row execute function set_" + column + "()");
        }
    }
}
