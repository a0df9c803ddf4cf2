package dev.mooring.migrate;

import dev.mooring.migrate.Canon.Hashed;
import dev.mooring.migrate.mapping.Unmappable;
import dev.mooring.sync.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records of both sides in the one form in which they are compared. Used by one thread. */
final class Canonical {

    private final Pair pair;
    private final Parts parts;
    private final int number;
    private final Canon canon = new Canon();

    Canonical(Pair pair, Parts parts, int number) {
        this.pair = pair;
        this.parts = parts;
        this.number = number;
    }

    Canonical another() {
        return new Canonical(pair, parts, number);
    }

    /**
     * As the target should have it.
     *
     * @throws Unmappable when it cannot have it
     */
    Hashed ofSource(Document document) {
        return canon.hash(compared(parts.mapped(pair.name(), document).fields()));
    }

    Hashed ofTarget(Document document) {
        return canon.hash(compared(document.fields()));
    }

    /** The ids at the target of records of the source; none for those that cannot have one. */
    Map<String, String> targetsOf(Collection<String> ids) {
        Map<String, String> targets = new HashMap<>();
        if (pair.to().guarantees().ids().clientMade()) {
            ids.forEach(id -> mapped(id).ifPresent(target -> targets.put(id, target)));
            return targets;
        }
        parts.checkpoint().ledger().find(number, ids).values().stream()
                .filter(Ledger::isMade)
                .forEach(row -> targets.put(row.id(), row.target()));
        return targets;
    }

    private Optional<String> mapped(String id) {
        try {
            return Optional.of(parts.mapping().of(pair.name()).ids().of(id));
        } catch (Unmappable e) {
            return Optional.empty();
        }
    }

    /**
     * What a record of the source adds to the sum of its range, under its id at the target.
     *
     * @throws Unmappable when the target cannot have it
     */
    long shareOfSource(String target, Document document) {
        return canon.share(target, compared(parts.mapped(pair.name(), document).fields()));
    }

    long shareOfTarget(Document document) {
        return canon.share(document.id(), compared(document.fields()));
    }

    private Map<String, @Nullable Object> compared(Map<String, @Nullable Object> fields) {
        if (pair.to().guarantees().managedFields().isEmpty()) {
            return fields;
        }
        Map<String, @Nullable Object> own = new LinkedHashMap<>(fields);
        own.keySet().removeAll(pair.to().guarantees().managedFields());
        return own;
    }
}
