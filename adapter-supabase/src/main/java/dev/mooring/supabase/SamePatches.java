package dev.mooring.supabase;

import dev.mooring.sync.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Updates that set the same columns to the same values, which one statement can do for many rows, each in its demanded version. PostgREST
 * has no other: an upsert would need rows in full and the right to insert them. Immutable.
 */
final class SamePatches {

    private final Updates updates;

    SamePatches(Updates updates) {
        this.updates = updates;
    }

    /** Parts of two or more; what has no like is in none. */
    List<List<Update>> parts(List<Update> all) {
        Map<Map<String, @Nullable Object>, List<Update>> alike = new LinkedHashMap<>();
        all.forEach(update -> alike.computeIfAbsent(updates.sent(update), patch -> new ArrayList<>())
                .add(update));
        List<List<Update>> parts = new ArrayList<>();
        alike.forEach((patch, some) -> {
            if (!patch.isEmpty()) {
                parts.addAll(Addressed.groups(some, updates::conditions));
            }
        });
        return parts;
    }
}
