package dev.mooring.crud;

import dev.mooring.sync.Create;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates: a new row, or a deleted one revived. */
final class CreateFlow implements Flow<Create> {

    private final Columns columns;
    private final Policy policy;

    CreateFlow(Columns columns, Policy policy) {
        this.columns = columns;
        this.policy = policy;
    }

    @Override
    public boolean mustLook(Create create) {
        return policy.clientMadeIds() && (!policy.exact() || create.tombstone().isPresent());
    }

    @Override
    public RowWrite blind(Create create) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (policy.clientMadeIds()) {
            values.put(
                    columns.id(),
                    Columns.idValue(create.id(), policy.guarantees().ids()));
        }
        values.putAll(columns.sendable(create.fields()));
        columns.writeKeys().ifPresent(column -> values.put(column, WriteKeys.with(Set.of(), create.key())));
        return new NewRow(create.id(), values, create.key(), create.resent());
    }

    @Override
    public Step decide(Create create, Optional<Row> there) {
        if (there.isEmpty()) {
            return Step.send(blind(create));
        }
        Row row = there.get();
        if (!row.deleted()) {
            return Step.decided(Outcome.conflict(row.change()));
        }
        if (row.contains(create.key())) {
            return Step.decided(Outcome.applied(row.change()));
        }
        return policy.canUpdate() && mayRevive(create, row)
                ? Step.send(revival(create, row))
                : Step.decided(Outcome.conflict(row.change()));
    }

    /** A deletion that has a version is revived by its name only: without one a resent create cannot be told from a new one. */
    private static boolean mayRevive(Create create, Row tombstone) {
        return tombstone.version().isPresent() ? tombstone.version().equals(create.tombstone()) : !create.resent();
    }

    private RowWrite revival(Create create, Row tombstone) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (policy.whole()) {
            values.put(
                    columns.id(),
                    Columns.idValue(create.id(), policy.guarantees().ids()));
        } else {
            tombstone.fields().keySet().forEach(field -> values.put(field, null));
            values.keySet().removeAll(columns.managed());
        }
        values.putAll(columns.sendable(create.fields()));
        columns.softDelete().ifPresent(mark -> values.put(mark.column(), mark.alive()));
        columns.writeKeys()
                .ifPresent(column ->
                        values.put(column, WriteKeys.with(tombstone.document().contains(), create.key())));
        Optional<Version> expected = policy.conditionalUpdates() ? tombstone.version() : Optional.empty();
        return new RowUpdate(create.id(), values, expected.map(Version::token), create.key(), create.resent());
    }

    /** What a create answers whose function says that the id is taken, though the reader finds nothing there. */
    static Outcome taken(String id) {
        return Outcome.refused(
                "taken", "the id '" + id + "' is taken by a row that this reader does not see, such as another user's");
    }
}
