package dev.mooring.fetch;

import dev.mooring.contract.Backstage;
import dev.mooring.fetch.sim.RestSimulator;
import dev.mooring.fetch.sim.Trait;
import dev.mooring.support.json.Json;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the simulator's owner can do: rows without a stamp, and feeds whose cursors expire. */
record SimulatedBackstage(RestSimulator simulator, String collection) implements Backstage {

    /** Half of the overlap that the configurations ask for. */
    private static final long HALF_A_SECOND = 500_000;

    @Override
    public boolean expireCursors() {
        boolean hasCursors = simulator.style().traits().contains(Trait.CHANGES_FROM_BEGINNING);
        if (hasCursors) {
            simulator.expireCursors();
        }
        return hasCursors;
    }

    @Override
    public Optional<Late> begin(Write write) {
        boolean byTime = simulator.style().traits().contains(Trait.SINCE_MILLIS)
                || simulator.style().traits().contains(Trait.SINCE_MICROS);
        return byTime && write instanceof Update update ? Optional.of(() -> commitLate(update)) : Optional.empty();
    }

    private Outcome commitLate(Update update) {
        simulator.commitLate(collection, update.id(), Json.standard().text(update.whole()), HALF_A_SECOND);
        return Outcome.applied();
    }

    @Override
    public boolean putWithoutStamp(String id, Map<String, @Nullable Object> fields) {
        simulator.importWithoutStamp(collection, id, Json.standard().text(fields));
        return true;
    }
}
