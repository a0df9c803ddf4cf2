package dev.mooring.crud;

import dev.mooring.contract.Backstage;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Write;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the owner of a {@link RowTable} can do. */
final class TableBackstage implements Backstage {

    private final RowTable table;
    private final Guarantees guarantees;

    TableBackstage(RowTable table, Guarantees guarantees) {
        this.table = table;
        this.guarantees = guarantees;
    }

    @Override
    public boolean leave(String id) {
        table.give(id, "stranger");
        return true;
    }

    @Override
    public boolean enter(String id) {
        table.give(id, RowTable.USER);
        return true;
    }

    @Override
    public boolean expireCursors() {
        table.forgetLog();
        return guarantees.feed().strength() == Feed.Strength.COMPLETE;
    }

    @Override
    public boolean putWithoutStamp(String id, Map<String, @Nullable Object> fields) {
        if (!guarantees.ids().accepts(id)) {
            return false;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>(fields);
        row.put("id", id);
        row.put("version", 1L);
        table.raw(id, RowTable.USER, row);
        return true;
    }

    /** Stamped now, there later; only an update. */
    @Override
    public Optional<Late> begin(Write write) {
        Instant stamp = table.clock().instant();
        return write.match(
                create -> Optional.empty(),
                update -> Optional.of(() -> {
                    Map<String, @Nullable Object> values =
                            new LinkedHashMap<>(table.view().get(update.id()).orElseThrow());
                    values.putAll(update.patch());
                    table.put(update.id(), RowTable.USER, values, stamp);
                    return Outcome.applied();
                }),
                delete -> Optional.empty());
    }
}
