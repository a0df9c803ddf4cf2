package dev.mooring.supabase;

import dev.mooring.contract.Backstage;
import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the project's owner can do: rows from before the stamp was there, and transactions that commit late. */
record SimulatedBackstage(PostgrestSimulator simulator, Subject subject, String table) implements Backstage {

    @Override
    public Optional<Late> begin(Write write) {
        if (!(write instanceof Update update)) {
            return Optional.empty();
        }
        Runnable commit = simulator.begin(subject.schema(), table, update.id(), update.patch());
        return Optional.of(() -> {
            commit.run();
            return Outcome.applied();
        });
    }

    @Override
    public boolean putWithoutStamp(String id, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(fields);
        row.put("id", id);
        row.put("owner", "user-a");
        row.put("list", 7L);
        if (subject.windowed()) {
            simulator.put(subject.schema(), table, row);
        }
        return subject.windowed();
    }
}
