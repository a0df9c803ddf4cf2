package dev.mooring.supabase.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code insert}, with {@code on conflict} where it is asked for. One statement: all rows or none. */
final class Inserting {

    /** What was done. */
    record Done(List<Map<String, @Nullable Object>> rows, boolean inserted) {}

    private final Database database;
    private final Constraints constraints;

    Inserting(Database database) {
        this.database = database;
        this.constraints = new Constraints(database);
    }

    Done insert(
            Relation relation, Query query, Preferences preferences, Payload payload, Claims claims, boolean shows) {
        TableSpec spec = relation.spec;
        String target = query.onConflict().isEmpty() ? spec.key : query.onConflict();
        boolean ignores = preferences.has("resolution", "ignore-duplicates");
        boolean resolves = ignores || preferences.has("resolution", "merge-duplicates");
        if (resolves && !spec.unique.contains(target)) {
            throw PgError.sql(
                    "42P10", "there is no unique or exclusion constraint matching the ON CONFLICT specification");
        }
        List<Map<String, @Nullable Object>> state = relation.rows();
        List<Map<String, @Nullable Object>> done = new ArrayList<>();
        Set<@Nullable Object> touched = new LinkedHashSet<>();
        boolean inserted = payload.rows().isEmpty() && !resolves;
        for (Map<String, @Nullable Object> sent : payload.rows()) {
            Map<String, @Nullable Object> fresh = row(spec, preferences, payload, sent, claims);
            database.stamp(relation, null, fresh);
            constraints.check(spec, fresh);
            allowed(spec, fresh, claims, shows);
            Map<String, @Nullable Object> there = resolves ? holder(state, target, fresh) : null;
            if (there != null && ignores) {
                continue;
            }
            if (there != null && !touched.add(fresh.get(target))) {
                throw PgError.sql("21000", "ON CONFLICT DO UPDATE command cannot affect row a second time");
            }
            Map<String, @Nullable Object> result =
                    there == null ? fresh : merged(relation, payload, fresh, there, claims);
            constraints.taken(spec, state, result, there).ifPresent(column -> {
                throw Constraints.duplicate(spec, column, result.get(column));
            });
            state = Relation.with(state, there, result);
            touched.add(result.get(target));
            done.add(result);
            inserted |= there == null;
        }
        relation.commit(state);
        return new Done(done, inserted || ignores);
    }

    private Map<String, @Nullable Object> row(
            TableSpec spec,
            Preferences preferences,
            Payload payload,
            Map<String, @Nullable Object> sent,
            Claims claims) {
        long now = database.clock();
        Map<String, @Nullable Object> fresh = new LinkedHashMap<>();
        for (TableSpec.Column column : spec.columns.values()) {
            boolean given = payload.columns().contains(column.name())
                    && (sent.containsKey(column.name()) || !preferences.has("missing", "default"));
            fresh.put(
                    column.name(),
                    given
                            ? column.type().read(sent.get(column.name()), now)
                            : column.fallback().apply(claims, now));
        }
        return fresh;
    }

    private Map<String, @Nullable Object> merged(
            Relation relation,
            Payload payload,
            Map<String, @Nullable Object> fresh,
            Map<String, @Nullable Object> there,
            Claims claims) {
        Map<String, @Nullable Object> merged = Relation.copy(there);
        payload.columns().forEach(column -> merged.put(column, fresh.get(column)));
        database.stamp(relation, there, merged);
        TableSpec spec = relation.spec;
        if (!spec.may(spec.update, there, claims) || !spec.may(spec.select, there, claims)) {
            throw violation(spec, claims);
        }
        return merged;
    }

    private static void allowed(TableSpec spec, Map<String, @Nullable Object> fresh, Claims claims, boolean shows) {
        if (!spec.may(spec.insert, fresh, claims) || (shows && !spec.may(spec.select, fresh, claims))) {
            throw violation(spec, claims);
        }
    }

    static PgError violation(TableSpec spec, Claims claims) {
        return PgError.denied(claims, "new row violates row-level security policy for table \"" + spec.name + "\"");
    }

    private static @Nullable Map<String, @Nullable Object> holder(
            List<Map<String, @Nullable Object>> rows, String target, Map<String, @Nullable Object> fresh) {
        Object value = fresh.get(target);
        return value == null
                ? null
                : rows.stream()
                        .filter(row -> value.equals(row.get(target)))
                        .findFirst()
                        .orElse(null);
    }
}
