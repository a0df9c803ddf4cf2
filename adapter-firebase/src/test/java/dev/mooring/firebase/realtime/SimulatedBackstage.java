package dev.mooring.firebase.realtime;

import dev.mooring.contract.Backstage;
import dev.mooring.firebase.realtime.sim.RealtimeSimulator;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the owner of a simulated database can do: records without a time of change, and writes that become visible late. */
record SimulatedBackstage(RealtimeSimulator simulator, RealtimeCollection layout, String collection)
        implements Backstage {

    @Override
    public Optional<Late> begin(Write write) {
        return write instanceof Update update ? Optional.of(late(update)) : Optional.empty();
    }

    @Override
    public boolean putWithoutStamp(String id, Map<String, @Nullable Object> fields) {
        put(id, fields);
        return true;
    }

    private Late late(Update update) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(update.whole());
        whole.put(layout.updatedAt(), simulator.now());
        return () -> {
            put(update.id(), whole);
            return Outcome.applied();
        };
    }

    private void put(String id, Map<String, @Nullable Object> fields) {
        Layout form = new Layout(layout);
        Map<String, @Nullable Object> stored = new LinkedHashMap<>();
        fields.forEach((name, value) -> stored.put(name, layout.keeps(name) ? value : form.encoded(name, value)));
        simulator.put(stored, collection, Keys.of(id));
    }
}
