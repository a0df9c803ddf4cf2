package dev.mooring.migrate;

import dev.mooring.migrate.Canon.Hashed;
import dev.mooring.migrate.mapping.Unmappable;
import dev.mooring.sync.Document;
import java.util.LinkedHashMap;
import java.util.List;
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
        return compared(parts.mapped(pair.name(), document).fields());
    }

    Hashed ofTarget(Document document) {
        return compared(document.fields());
    }

    /** The id at the target of a record of the source; none when it cannot have one. */
    Optional<String> targetOf(String id) {
        try {
            return pair.to().guarantees().ids().clientMade()
                    ? Optional.of(parts.mapping().of(pair.name()).ids().of(id))
                    : Optional.ofNullable(parts.checkpoint()
                                    .ledger()
                                    .find(number, List.of(id))
                                    .get(id))
                            .filter(Ledger::isMade)
                            .map(Ledger::target);
        } catch (Unmappable e) {
            return Optional.empty();
        }
    }

    /** What the record adds to the sum of its range. */
    long share(String target, Hashed hashed) {
        return canon.number(hashed.hash(), target);
    }

    private Hashed compared(Map<String, @Nullable Object> fields) {
        if (pair.to().guarantees().managedFields().isEmpty()) {
            return canon.hash(fields);
        }
        Map<String, @Nullable Object> own = new LinkedHashMap<>(fields);
        own.keySet().removeAll(pair.to().guarantees().managedFields());
        return canon.hash(own);
    }
}
