package dev.mooring.migrate;

import dev.mooring.migrate.Item.End;
import dev.mooring.migrate.mapping.Unmappable;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a page: notes what it is about to write, has it settled, and then takes rows, quarantine and cursor into the checkpoint in one
 * transaction. Used by one thread at a time.
 */
final class PageWriter {

    private final Pair pair;
    private final Parts parts;
    private final SourceCheck source;
    private final Settling settling;
    private final Guarantees guarantees;
    private final Canon canon = new Canon();

    /**
     * Writes pages of one collection.
     *
     * @param number the collection's in the checkpoint
     */
    PageWriter(int number, Pair pair, Parts parts, SourceCheck source) {
        this.pair = pair;
        this.parts = parts;
        this.source = source;
        this.guarantees = pair.to().guarantees();
        this.settling = new Settling(
                pair.name(),
                pair.to(),
                parts.patience(),
                parts.device(),
                parts.life(),
                row -> parts.checkpoint()
                        .transaction(() -> parts.checkpoint().ledger().left(number, row)));
    }

    /** The changes of a page of the feed. {@code done} runs in the transaction that ends it. */
    Counts write(Stage stage, List<Change> changes, Consumer<Counts> done) {
        Map<String, Change> last = new LinkedHashMap<>();
        for (Change change : changes) {
            last.remove(change.id());
            last.put(change.id(), change);
        }
        Map<String, Document> returned = source.find(left(last.values()));
        returned.forEach((id, document) -> last.put(id, Change.of(document)));
        Counts read = new Counts(changes.size(), 0, 0, 0, 0, returned.size());
        return carry(stage, last.values(), false, read, done);
    }

    /** Records that a snapshot did not show; those that the source has still, as they are now. */
    Counts absent(Stage stage, List<String> ids, Map<String, Document> there, Consumer<Counts> done) {
        List<Change> changes = ids.stream()
                .<Change>map(id -> there.containsKey(id) ? Change.of(there.get(id)) : Change.deleted(id))
                .toList();
        return carry(stage, changes, false, Counts.NONE, done);
    }

    /** Records of a repair or a retry: whatever the checkpoint says, the target is looked at. */
    Counts again(Stage stage, List<Change> changes, Consumer<Counts> done) {
        return carry(stage, changes, true, Counts.NONE, done);
    }

    private static List<String> left(Collection<Change> changes) {
        return changes.stream()
                .filter(change -> change.match(upsert -> false, removal -> removal.reason() == Change.Reason.LEFT))
                .map(Change::id)
                .toList();
    }

    private Counts carry(Stage stage, Collection<Change> changes, boolean anew, Counts before, Consumer<Counts> done) {
        Set<String> ids = new LinkedHashSet<>();
        changes.forEach(change -> ids.add(change.id()));
        Map<String, Ledger> ledger = parts.checkpoint().ledger().find(stage.number(), ids);
        List<Item> items = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Change change : changes) {
            Optional<Ledger> known = Optional.ofNullable(ledger.get(change.id()))
                    .map(row -> anew && canBeThere(row) ? row.doubted() : row);
            change.match(
                            upsert -> Optional.of(upsert(stage, upsert.document(), known, taken)),
                            removal -> known.filter(Ledger::mayBeThere).map(row -> Item.removal(row.id(), row)))
                    .ifPresent(items::add);
        }
        settle(stage, items);
        Set<String> forgotten = new TreeSet<>(ids);
        items.forEach(item -> forgotten.remove(item.id));
        return finish(stage, items, forgotten, before, done);
    }

    /** An id that the target made is nobody's once its record is gone. */
    private boolean canBeThere(Ledger row) {
        return guarantees.ids().clientMade() || row.mayBeThere();
    }

    private Item upsert(Stage stage, Document document, Optional<Ledger> known, Set<String> taken) {
        try {
            Document mapped = parts.mapped(pair.name(), document);
            Map<String, @Nullable Object> wanted = sendable(mapped.fields());
            boolean own = guarantees.ids().clientMade();
            String target = own ? mapped.id() : known.map(Ledger::target).orElse(mapped.id());
            Item item = Item.upsert(document.id(), target, document.fields(), wanted, canon.hash(wanted), known);
            refusal(stage, item, own, taken).ifPresent(item::refused);
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

    private Optional<Problem> refusal(Stage stage, Item item, boolean own, Set<String> taken) {
        Optional<Problem> misfit = misfit(guarantees, item.target, item.size);
        if (misfit.isPresent() || !own) {
            return misfit;
        }
        boolean shared = !parts.mapping().of(pair.name()).ids().isSame()
                && (!taken.add(item.target) || isOfAnother(stage, item));
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

    private boolean isOfAnother(Stage stage, Item item) {
        return parts.checkpoint()
                .ledger()
                .byTarget(stage.number(), item.target)
                .filter(other -> !other.id().equals(item.id) && other.mayBeThere())
                .isPresent();
    }

    /** Settles what is open, after it is noted that it will be. */
    private void settle(Stage stage, List<Item> items) {
        List<Item> open = items.stream().filter(item -> item.end == End.OPEN).toList();
        if (open.isEmpty()) {
            return;
        }
        List<String> intents = new ArrayList<>();
        open.forEach(item -> {
            intents.add(item.id);
            intents.add(item.target);
        });
        parts.throttle().acquire(open.size());
        parts.checkpoint().transaction(() -> {
            parts.checkpoint().ledger().intend(stage.number(), intents);
            return open.size();
        });
        settling.settle(open, stage.round());
    }

    private Counts finish(Stage stage, List<Item> items, Set<String> forgotten, Counts before, Consumer<Counts> done) {
        return parts.checkpoint().transaction(() -> {
            forget(stage, items, forgotten);
            Map<End, Long> counts = new EnumMap<>(End.class);
            for (Item item : items) {
                counts.merge(item.end, 1L, Long::sum);
                keep(stage, item);
            }
            parts.checkpoint().ledger().done(stage.number());
            Counts all = before.plus(new Counts(
                    0,
                    counts.getOrDefault(End.CREATED, 0L),
                    counts.getOrDefault(End.UPDATED, 0L),
                    counts.getOrDefault(End.DELETED, 0L),
                    counts.getOrDefault(End.UNCHANGED, 0L),
                    0));
            done.accept(all);
            return all;
        });
    }

    /** What was carried, or is gone at the source, is in quarantine no longer. */
    private void forget(Stage stage, List<Item> items, Set<String> forgotten) {
        QuarantineTable quarantine = parts.checkpoint().quarantine();
        if (quarantine.count(stage.number()) == 0) {
            return;
        }
        forgotten.forEach(id -> quarantine.remove(stage.number(), id));
        items.stream()
                .filter(item -> item.end != End.REFUSED)
                .forEach(item -> quarantine.remove(stage.number(), item.id));
    }

    private void keep(Stage stage, Item item) {
        LedgerTable ledger = parts.checkpoint().ledger();
        Problem problem = item.problem;
        if (problem != null) {
            Instant now = parts.clock().instant();
            parts.checkpoint().quarantine().put(stage.number(), item.id, problem, item.source, item.removal, now);
            ledger.seen(stage.number(), item.id, item.removal ? stage.pass() - 1 : stage.pass());
            keepRefused(stage, item, problem);
            return;
        }
        if (item.isAsWritten()) {
            ledger.seen(stage.number(), item.id, stage.pass());
        } else {
            long writes = Ledger.writes(item.known) + 1;
            byte[] hash = item.removal ? null : item.hash;
            ledger.put(stage.number(), item.id, item.target, hash, writes, stage.pass(), item.removal);
        }
    }

    /** What was put aside may be there all the same, and must not be made twice, nor stay when the source deletes it. */
    private void keepRefused(Stage stage, Item item, Problem problem) {
        LedgerTable ledger = parts.checkpoint().ledger();
        long writes = Ledger.writes(item.known);
        if (item.made) {
            ledger.put(stage.number(), item.id, item.target, Ledger.UNSURE, writes + 1, stage.pass(), false);
        } else if (problem.code().equals(TargetWriter.UNSETTLED) && !item.isMade() && !item.removal) {
            ledger.put(stage.number(), item.id, item.target, null, writes, stage.pass(), false);
        }
    }
}
