package dev.mooring.crud;

import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Updates: the changed columns, or the whole row on top of what is known to be there. */
final class UpdateFlow implements Flow<Update> {

    private final Columns columns;
    private final Policy policy;

    UpdateFlow(Columns columns, Policy policy) {
        this.columns = columns;
        this.policy = policy;
    }

    @Override
    public boolean mustLook(Update update) {
        boolean underVersion =
                policy.conditionalUpdates() && update.baseVersion().isPresent();
        boolean mustCompare = update.baseVersion().isPresent() && !policy.conditionalUpdates();
        boolean needsRow = policy.whole() && !underVersion;
        boolean nothingToSend = columns.sendable(update.patch()).isEmpty();
        return !policy.exact() || mustCompare || needsRow || nothingToSend || needsKeys(update, underVersion);
    }

    /** The keys of a base are all keys of its version, so they may be replaced under it; a base that shows none may be cut. */
    private boolean needsKeys(Update update, boolean underVersion) {
        boolean known = underVersion
                && update.base().map(base -> !base.contains().isEmpty()).orElse(false);
        return columns.writeKeys().isPresent() && !known;
    }

    @Override
    public RowWrite blind(Update update) {
        Document base = update.base().orElseGet(() -> Document.of(update.id(), Map.of()));
        return request(update, base, policy.conditionalUpdates() ? update.baseVersion() : Optional.empty());
    }

    @Override
    public Step decide(Update update, Optional<Row> there) {
        if (there.isEmpty() || there.get().deleted()) {
            return Step.decided(Outcome.conflict(Row.change(update.id(), there)));
        }
        Row row = there.get();
        if (row.contains(update.key())) {
            return Step.decided(Outcome.applied(row.change()));
        }
        if (update.baseVersion().isPresent() && !update.baseVersion().equals(row.version())) {
            return Step.decided(Outcome.conflict(row.change()));
        }
        if (columns.sendable(update.patch()).isEmpty()) {
            return Step.decided(Outcome.applied(row.change()));
        }
        return Step.send(request(update, row.document(), expected(update, row)));
    }

    /** The row and the keys come from what was read, so they may replace only that; a mere patch may meet any version. */
    private Optional<Version> expected(Update update, Row row) {
        boolean replaces = policy.whole() || columns.writeKeys().isPresent();
        boolean needed = replaces || update.baseVersion().isPresent();
        return policy.conditionalUpdates() && needed ? row.version() : Optional.empty();
    }

    private RowWrite request(Update update, Document on, Optional<Version> expected) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (policy.whole()) {
            values.put(
                    columns.id(),
                    Columns.idValue(update.id(), policy.guarantees().ids()));
            values.putAll(columns.sendable(Fields.apply(on.fields(), update.patch())));
        } else {
            values.putAll(columns.sendable(update.patch()));
        }
        keys(values, on.contains(), update.key());
        return new RowUpdate(update.id(), values, expected.map(Version::token), update.key(), update.resent());
    }

    private void keys(Map<String, @Nullable Object> values, Set<WriteKey> known, WriteKey key) {
        columns.writeKeys().ifPresent(column -> values.put(column, WriteKeys.with(known, key)));
    }
}
