package dev.mooring.firebase.realtime;

import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a write means for the state that was found: an outcome already, or a state to put in its place. Pure; immutable. */
final class Plan {

    private final Layout layout;

    Plan(Layout layout) {
        this.layout = layout;
    }

    /** What the found state says of the write; empty = the write is to be made over exactly that state. */
    Optional<Outcome> outcome(Write write, Rest.Row row) {
        if (layout.contains(row.stored()).contains(write.key())) {
            return Optional.of(Outcome.applied(now(write, row)));
        }
        return write.match(create -> create(create, row), update -> update(update, row), delete -> delete(delete, row));
    }

    /** The state that the write makes of the found one. */
    Map<String, @Nullable Object> body(Write write, Rest.Row row) {
        return write.match(
                create -> layout.created(create, row.stored()),
                update -> layout.updated(update, row.stored()),
                delete -> layout.tombstone(delete, row.stored()));
    }

    private Optional<Outcome> create(Create create, Rest.Row row) {
        boolean meant =
                create.tombstone().isEmpty() ? !row.there() : isGone(row) && row.there() && isVersion(create, row);
        return meant ? Optional.empty() : Optional.of(Outcome.conflict(now(create, row)));
    }

    private Optional<Outcome> update(Update update, Rest.Row row) {
        return !isGone(row) && isVersion(update, row)
                ? Optional.empty()
                : Optional.of(Outcome.conflict(now(update, row)));
    }

    private Optional<Outcome> delete(Delete delete, Rest.Row row) {
        if (isGone(row)) {
            return Optional.of(Outcome.applied(now(delete, row)));
        }
        return isVersion(delete, row) ? Optional.empty() : Optional.of(Outcome.conflict(now(delete, row)));
    }

    private Change now(Write write, Rest.Row row) {
        return row.there() ? layout.change(write.id(), row.stored()) : Change.deleted(write.id());
    }

    private boolean isGone(Rest.Row row) {
        return !row.there() || layout.deleted(row.stored());
    }

    private boolean isVersion(Write write, Rest.Row row) {
        return write.baseVersion().map(layout.version(row.stored())::equals).orElse(true);
    }
}
