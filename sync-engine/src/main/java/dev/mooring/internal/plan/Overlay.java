package dev.mooring.internal.plan;

import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the application sees: the base with the pending writes laid over it (law 5). */
public final class Overlay {

    private Overlay() {}

    /** The view of a record; empty = it is not there. */
    public static Optional<Map<String, @Nullable Object>> view(
            Optional<Map<String, @Nullable Object>> base, List<PendingWrite> chain) {
        Optional<Map<String, @Nullable Object>> view = base;
        for (PendingWrite write : chain) {
            view = after(view, write.intent());
        }
        return view;
    }

    /** What one intent makes of a state. An update of what is not there changes nothing: a deletion wins over an edit. */
    static Optional<Map<String, @Nullable Object>> after(Optional<Map<String, @Nullable Object>> state, Intent intent) {
        return switch (intent.verb()) {
            case CREATE -> Optional.of(Fields.apply(state.orElse(Map.of()), intent.fields()));
            case UPDATE -> state.map(fields -> Fields.apply(fields, intent.fields()));
            case DELETE -> Optional.empty();
        };
    }
}
