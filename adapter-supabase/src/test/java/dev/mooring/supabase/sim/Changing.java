package dev.mooring.supabase.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code update} and {@code delete}: rows that the policies hide are not there. All rows or none. */
final class Changing {

    private final Database database;
    private final Constraints constraints;

    Changing(Database database) {
        this.database = database;
        this.constraints = new Constraints(database);
    }

    List<Map<String, @Nullable Object>> update(
            Relation relation, Query query, Preferences preferences, Payload payload, Claims claims) {
        TableSpec spec = relation.spec;
        List<Map<String, @Nullable Object>> state = relation.rows();
        List<Map<String, @Nullable Object>> changed = new ArrayList<>();
        for (Map<String, @Nullable Object> old : state) {
            boolean reached = spec.may(spec.select, old, claims)
                    && spec.may(spec.update, old, claims)
                    && query.where().holds(old);
            if (reached) {
                Map<String, @Nullable Object> fresh = changed(relation, old, payload);
                if (!spec.may(spec.update, fresh, claims) || !spec.may(spec.select, fresh, claims)) {
                    throw Inserting.violation(spec, claims);
                }
                constraints.check(spec, fresh);
                constraints.taken(spec, state, fresh, old).ifPresent(column -> {
                    throw Constraints.duplicate(spec, column, fresh.get(column));
                });
                state = Relation.with(state, old, fresh);
                changed.add(fresh);
            }
        }
        limited(preferences, changed.size());
        relation.commit(state);
        return changed;
    }

    List<Map<String, @Nullable Object>> delete(Relation relation, Query query, Preferences preferences, Claims claims) {
        TableSpec spec = relation.spec;
        List<Map<String, @Nullable Object>> gone = relation.rows().stream()
                .filter((Map<String, @Nullable Object> row) -> spec.may(spec.select, row, claims)
                        && spec.may(spec.delete, row, claims)
                        && query.where().holds(row))
                .toList();
        gone.forEach((Map<String, @Nullable Object> row) -> constraints.released(spec, row));
        limited(preferences, gone.size());
        List<Map<String, @Nullable Object>> kept = new ArrayList<>(relation.rows());
        kept.removeAll(gone);
        relation.commit(kept);
        return gone;
    }

    private Map<String, @Nullable Object> changed(
            Relation relation, Map<String, @Nullable Object> old, Payload payload) {
        long now = database.clock();
        Map<String, @Nullable Object> sent =
                payload.rows().isEmpty() ? Map.of() : payload.rows().get(0);
        Map<String, @Nullable Object> fresh = Relation.copy(old);
        payload.columns()
                .forEach(name -> fresh.put(
                        name, new Columns(relation.spec).named(name).type().read(sent.get(name), now)));
        database.stamp(relation, old, fresh);
        return fresh;
    }

    private static void limited(Preferences preferences, int affected) {
        if (preferences.maxAffected().isPresent()
                && affected > preferences.maxAffected().getAsInt()) {
            throw PgError.api(
                    400,
                    "PGRST124",
                    "Query result exceeds max-affected preference constraint",
                    "The query affects " + affected + " rows");
        }
    }
}
