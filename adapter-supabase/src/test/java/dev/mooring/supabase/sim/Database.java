package dev.mooring.supabase.sim;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All tables, and one clock of microseconds that never shows a moment twice unless it is held. Used by one thread at a time. */
final class Database {

    private final Map<String, Relation> relations = new LinkedHashMap<>();
    private Relation.Watch watch = (spec, old, fresh) -> {};
    private long last;
    private boolean held;

    void add(TableSpec spec) {
        relations.put(
                spec.schema + "." + spec.name,
                new Relation(spec, (table, old, fresh) -> watch.committed(table, old, fresh)));
    }

    /** Logical replication: is told every commit from now on. */
    void watch(Relation.Watch by) {
        watch = by;
    }

    Relation table(String schema, String name) {
        if (!schemas().contains(schema)) {
            throw PgError.api(406, "PGRST106", "Invalid schema: " + schema, null);
        }
        Relation found = relations.get(schema + "." + name);
        if (found == null) {
            throw PgError.api(
                    404,
                    "PGRST205",
                    "Could not find the table '" + schema + "." + name + "' in the schema cache",
                    null);
        }
        return found;
    }

    /** The table that a foreign key of another one names. */
    Relation referenced(TableSpec from, String name) {
        return table(from.schema, name);
    }

    /** Every table that has foreign keys to this one. */
    Iterable<Relation> referencing(TableSpec to) {
        return relations.values().stream()
                .filter(relation -> relation.spec.schema.equals(to.schema))
                .filter(relation -> relation.spec.references.stream()
                        .anyMatch(reference -> reference.table().equals(to.name)))
                .toList();
    }

    /** {@code clock_timestamp()}. */
    long clock() {
        if (!held) {
            last = Math.max(last + 1, Micros.of(Instant.now()));
        }
        return last;
    }

    void hold(boolean still) {
        clock();
        held = still;
    }

    /** What a BEFORE trigger makes of a row: it overwrites whatever was sent. */
    void stamp(Relation relation, @Nullable Map<String, @Nullable Object> old, Map<String, @Nullable Object> fresh) {
        TableSpec spec = relation.spec;
        if (!spec.stamped.isEmpty()) {
            fresh.put(spec.stamped, clock());
        }
        switch (spec.counting) {
            case NONE -> {}
            case SEQUENCE -> fresh.put(spec.versioned, relation.nextVersion());
            case PER_ROW -> {
                Object before = old == null ? null : old.get(spec.versioned);
                fresh.put(spec.versioned, before instanceof Long version ? version + 1 : 1L);
            }
        }
    }

    private Set<String> schemas() {
        return relations.values().stream().map(relation -> relation.spec.schema).collect(Collectors.toSet());
    }
}
