package dev.mooring.crud;

import dev.mooring.sync.Change;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Write;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a write that was made left behind, as its function told it. Safe for several threads. */
final class Saved {

    private final RowReader reader;
    private final Policy policy;
    private final Calls calls;
    private final CrudFunctions.@Nullable OnSaved hook;

    Saved(RowReader reader, Policy policy, Calls calls, CrudFunctions.@Nullable OnSaved hook) {
        this.reader = reader;
        this.policy = policy;
        this.calls = calls;
        this.hook = hook;
    }

    /** The function told the whole row. */
    Outcome whole(Write write, RowWrite sent, Map<String, ? extends @Nullable Object> row) {
        return Outcome.applied(write.match(
                create -> understood(create.id(), sent, hooked(row, true)).change(),
                update -> understood(update.id(), sent, hooked(row, false)).change(),
                delete -> removal(delete.id(), sent, row)));
    }

    /** The function told some columns; empty when that is not enough to know the row. */
    Optional<Outcome> partly(Write write, RowWrite sent, Map<String, ? extends @Nullable Object> told) {
        return sent.match(
                create -> Optional.of(whole(write, sent, over(create.values(), told))),
                update -> policy.whole()
                        ? Optional.of(whole(write, sent, over(update.values(), told)))
                        : Optional.<Outcome>empty(),
                delete -> Optional.of(Outcome.applied(removal(write.id(), sent, told))));
    }

    /** The function told nothing. */
    Outcome untold(Write write, RowWrite sent) {
        boolean pairable =
                policy.clientMadeIds() || reader.columns().writeKeys().isPresent();
        return write.match(
                create -> {
                    if (!pairable) {
                        throw new Misconfigured(
                                "create told no id, though the backend makes the ids: answer"
                                        + " Answer.saved(row) or Answer.partly(columns) with it, or keep the write keys in a column");
                    }
                    return Outcome.applied();
                },
                update -> Outcome.applied(),
                delete -> Outcome.applied(Change.deleted(sent.id())));
    }

    private Row understood(String id, RowWrite sent, Map<String, ? extends @Nullable Object> row) {
        return sent.match(
                create -> policy.clientMadeIds() ? reader.row(id, row, "create") : reader.made(row, "create"),
                update -> reader.row(id, row, "update"),
                delete -> reader.row(id, row, "delete"));
    }

    /** Whatever a delete function answered, the row is gone; only a flagged row tells the tombstone's version. */
    private Change removal(String id, RowWrite sent, Map<String, ? extends @Nullable Object> row) {
        Row told = understood(id, sent, row);
        boolean byFlag = policy.softDeletes();
        return told.deleted() || byFlag ? told.change() : Change.deleted(id);
    }

    private Map<String, ? extends @Nullable Object> hooked(
            Map<String, ? extends @Nullable Object> row, boolean created) {
        CrudFunctions.OnSaved function = hook;
        if (function == null) {
            return row;
        }
        Map<String, ? extends @Nullable Object> replaced =
                calls.write("onSaved", () -> function.saved(new LinkedHashMap<>(row), created));
        if (replaced == null) {
            throw new Misconfigured("onSaved answered null: it answers the row to go on with");
        }
        return replaced;
    }

    private static Map<String, @Nullable Object> over(
            Map<String, ? extends @Nullable Object> sent, Map<String, ? extends @Nullable Object> told) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(sent);
        row.putAll(told);
        return row;
    }
}
