package dev.mooring.migrate;

import dev.mooring.migrate.Item.End;
import dev.mooring.migrate.mapping.References;
import dev.mooring.migrate.mapping.Unmappable;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Problem;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the records of one page ask of the target: mapped, measured, and refused where the target cannot have them. Used by one thread. */
final class Wanted {

    private final Pair pair;
    private final Parts parts;
    private final int number;
    private final Guarantees guarantees;
    private final Canon canon;
    private final References ids;
    private final Set<String> taken = new HashSet<>();

    /** {@code ids} are what references become. */
    Wanted(Pair pair, Parts parts, int number, Canon canon, References ids) {
        this.ids = ids;
        this.pair = pair;
        this.parts = parts;
        this.number = number;
        this.guarantees = pair.to().guarantees();
        this.canon = canon;
    }

    Item upsert(Document document, Optional<Ledger> known) {
        try {
            Document mapped = parts.mapping().map(pair.name(), document, ids);
            Map<String, @Nullable Object> wanted = sendable(mapped.fields());
            boolean own = guarantees.ids().clientMade();
            String target = own ? mapped.id() : known.map(Ledger::target).orElse(mapped.id());
            Item item = Item.upsert(document.id(), target, document.fields(), wanted, canon.hash(wanted), known);
            refusal(item, own).ifPresent(item::refused);
            if (item.end == End.OPEN && item.isAsWritten()) {
                item.ended(End.UNCHANGED);
            }
            return item;
        } catch (Unmappable e) {
            Item item = Item.upsert(
                    document.id(),
                    known.map(Ledger::target).orElse(document.id()),
                    document.fields(),
                    Map.of(),
                    canon.hash(Map.of()),
                    known);
            item.refused(new Problem(e.code(), String.valueOf(e.getMessage())));
            return item;
        }
    }

    private Map<String, @Nullable Object> sendable(Map<String, @Nullable Object> fields) {
        if (guarantees.managedFields().isEmpty()) {
            return fields;
        }
        Map<String, @Nullable Object> sent = new LinkedHashMap<>(fields);
        sent.keySet().removeAll(guarantees.managedFields());
        return sent;
    }

    private Optional<Problem> refusal(Item item, boolean own) {
        Optional<Problem> misfit = misfit(guarantees, item.target, item.size);
        if (misfit.isPresent() || !own) {
            return misfit;
        }
        boolean shared =
                !parts.mapping().of(pair.name()).ids().isSame() && (!taken.add(item.target) || isOfAnother(item));
        return shared
                ? Optional.of(new Problem("id-taken", "another record has the id '" + item.target + "' already"))
                : Optional.empty();
    }

    /** Why a target cannot have a record. */
    static Optional<Problem> misfit(Guarantees target, String id, int size) {
        if (size > target.largestBody()) {
            return Optional.of(new Problem(
                    "too-large", "the record has about " + size + " bytes, the target takes " + target.largestBody()));
        }
        boolean within = !target.ids().clientMade() || target.ids().accepts(id);
        return within
                ? Optional.empty()
                : Optional.of(new Problem("id", "the target's rule for ids excludes '" + id + "'"));
    }

    private boolean isOfAnother(Item item) {
        return parts.checkpoint()
                .ledger()
                .byTarget(number, item.target)
                .filter(other -> !other.id().equals(item.id) && other.mayBeThere())
                .isPresent();
    }
}
