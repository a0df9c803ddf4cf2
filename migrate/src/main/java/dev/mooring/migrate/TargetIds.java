package dev.mooring.migrate;

import dev.mooring.migrate.mapping.Mapping;
import dev.mooring.migrate.mapping.References;
import dev.mooring.migrate.mapping.Unmappable;
import dev.mooring.sync.Ids;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What references become: where the target makes the ids, those that the checkpoint remembers; else what the mapping says. Safe for several threads. */
final class TargetIds implements References {

    private final Mapping mapping;
    private final Checkpoint checkpoint;
    private final Map<String, Ids.Type> made = new LinkedHashMap<>();

    TargetIds(List<Pair> pairs, Mapping mapping, Checkpoint checkpoint) {
        this.mapping = mapping;
        this.checkpoint = checkpoint;
        pairs.stream()
                .filter(pair -> !pair.to().guarantees().ids().clientMade())
                .forEach(pair ->
                        made.put(pair.name(), pair.to().guarantees().ids().type()));
    }

    /** The collections whose records must be there before those of this one: it needs their ids, and a target may want to see whom it refers to. */
    Set<String> before(String collection) {
        Set<String> others =
                new LinkedHashSet<>(mapping.of(collection).references().values());
        others.remove(collection);
        return others;
    }

    @Override
    public Object of(String collection, Object reference) {
        Ids.Type type = made.get(collection);
        if (type == null) {
            return mapping.referred(collection, reference);
        }
        String id = References.id(reference);
        String target = checkpoint
                .ledger()
                .made(collection, id)
                .orElseThrow(() -> Unmappable.reference("it refers to '" + id + "' of '" + collection
                        + "', of which the target has made no record yet"));
        return type == Ids.Type.INTEGER ? Long.valueOf(target) : target;
    }
}
