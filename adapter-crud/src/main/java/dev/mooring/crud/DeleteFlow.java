package dev.mooring.crud;

import dev.mooring.sync.Delete;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes: by their function, or by the flag. */
final class DeleteFlow implements Flow<Delete> {

    private final Columns columns;
    private final Policy policy;

    DeleteFlow(Columns columns, Policy policy) {
        this.columns = columns;
        this.policy = policy;
    }

    @Override
    public boolean mustLook(Delete delete) {
        boolean mustCompare = delete.baseVersion().isPresent() && !policy.conditionalDeletes();
        boolean needsRow =
                policy.softDeletes() && (policy.whole() || columns.writeKeys().isPresent());
        return !policy.exact() || mustCompare || needsRow;
    }

    @Override
    public RowWrite blind(Delete delete) {
        Optional<Version> expected = policy.conditionalDeletes() ? delete.baseVersion() : Optional.empty();
        return policy.softDeletes() ? flagged(delete, Optional.empty(), expected) : plain(delete, expected);
    }

    @Override
    public Step decide(Delete delete, Optional<Row> there) {
        if (there.isEmpty() || there.get().deleted()) {
            return Step.decided(Outcome.applied(Row.change(delete.id(), there)));
        }
        Row row = there.get();
        if (row.contains(delete.key())) {
            return Step.decided(Outcome.applied(row.change()));
        }
        if (delete.baseVersion().isPresent() && !delete.baseVersion().equals(row.version())) {
            return Step.decided(Outcome.conflict(row.change()));
        }
        return Step.send(
                policy.softDeletes() ? flagged(delete, there, softly(delete, row)) : plain(delete, hardly(delete)));
    }

    /** The keys and the whole row come from what was read, so they may replace only that. */
    private Optional<Version> softly(Delete delete, Row row) {
        if (!policy.conditionalDeletes()) {
            return Optional.empty();
        }
        return policy.whole() || columns.writeKeys().isPresent() ? row.version() : delete.baseVersion();
    }

    private Optional<Version> hardly(Delete delete) {
        return policy.conditionalDeletes() ? delete.baseVersion() : Optional.empty();
    }

    private static RowWrite plain(Delete delete, Optional<Version> expected) {
        return new RowDelete(delete.id(), expected.map(Version::token), delete.key(), delete.resent());
    }

    private RowWrite flagged(Delete delete, Optional<Row> there, Optional<Version> expected) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (policy.whole()) {
            values.put(
                    columns.id(),
                    Columns.idValue(delete.id(), policy.guarantees().ids()));
            there.ifPresent(row -> values.putAll(columns.sendable(row.fields())));
        }
        columns.softDelete()
                .ifPresent(mark -> values.put(mark.column(), mark.deleted().get()));
        columns.writeKeys()
                .ifPresent(column -> values.put(
                        column,
                        WriteKeys.with(
                                there.map(row -> row.document().contains()).orElseGet(Set::of), delete.key())));
        return new RowUpdate(delete.id(), values, expected.map(Version::token), delete.key(), delete.resent());
    }
}
