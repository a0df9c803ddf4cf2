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

    /** What keeps an address short enough for gateways, half of it being percent signs. */
    private static final int LONGEST = 3_000;

    private static final int MOST = 100;

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
                parts.addAll(cut(some));
            }
        });
        parts.removeIf(part -> part.size() < 2);
        return parts;
    }

    private List<List<Update>> cut(List<Update> some) {
        List<List<Update>> parts = new ArrayList<>();
        int length = LONGEST;
        for (Update update : some) {
            int more = Filters.anyOf(List.of(updates.conditions(update))).length();
            length += more;
            if (length > LONGEST || parts.get(parts.size() - 1).size() == MOST) {
                parts.add(new ArrayList<>());
                length = more;
            }
            parts.get(parts.size() - 1).add(update);
        }
        return parts;
    }
}
