package dev.mooring.migrate;

import dev.mooring.migrate.Item.End;
import dev.mooring.migrate.mapping.References;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
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
import java.util.function.Consumer;

/**
 * Writes a page: notes what it is about to write, has it settled, and then takes rows, quarantine and cursor into the checkpoint in one
 * transaction. Used by one thread at a time.
 */
final class PageWriter {

    /** The code of what a whole read did not show, when there was too much of it to be believed. */
    static final String MOST_GONE = "most-gone";

    private static final Problem UNBELIEVED = new Problem(
            MOST_GONE,
            "the source shows neither this record nor most others: taken away only when somebody says that it is true");

    private final Pair pair;
    private final Parts parts;
    private final SourceCheck source;
    private final Settling settling;
    private final boolean ownIds;
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
        this.ownIds = pair.to().guarantees().ids().clientMade();
        this.settling = new Settling(
                pair.to(),
                parts.patience(),
                new Keys(parts.device(), pair.name(), parts.places()),
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

    /**
     * Records that a snapshot did not show; those that the source has still, as they are now.
     *
     * @param put whether the others are put aside instead of being taken away: there are too many to be believed
     */
    Counts absent(Stage stage, List<String> ids, Map<String, Document> there, boolean put, Consumer<Counts> done) {
        if (!put) {
            return carry(stage, changes(ids, there), false, Counts.NONE, done);
        }
        Instant now = parts.clock().instant();
        parts.checkpoint().transaction(() -> {
            ids.stream()
                    .filter(id -> !there.containsKey(id))
                    .forEach(id ->
                            parts.checkpoint().quarantine().put(stage.number(), id, UNBELIEVED, Map.of(), true, now));
            return true;
        });
        return carry(stage, changes(List.copyOf(there.keySet()), there), false, Counts.NONE, done);
    }

    /** Records of a repair or a retry, as the source has them now: whatever the checkpoint says, the target is looked at. */
    Counts again(Stage stage, List<String> ids, Map<String, Document> there, Consumer<Counts> done) {
        return carry(stage, changes(ids, there), true, Counts.NONE, done);
    }

    /** Records as they are given, with references as they are given. */
    Counts opened(Stage stage, List<Document> records, References ids, Consumer<Counts> done) {
        List<Change> changes = records.stream().<Change>map(Change::of).toList();
        return carry(stage, changes, true, ids, Counts.NONE, done);
    }

    /** Takes away records of the target, by their ids there, that the checkpoint knows nothing of; tells which stay, and why. */
    Map<String, Problem> strangers(Stage stage, List<String> targets, Consumer<Counts> done) {
        List<Item> items = targets.stream()
                .map(id -> Item.removal(id, new Ledger(id, id, Ledger.UNSURE, 0, false)))
                .toList();
        parts.throttle().acquire(items.size());
        settling.settle(items);
        parts.checkpoint().transaction(() -> {
            done.accept(counted(items));
            return items.size();
        });
        Map<String, Problem> refused = new LinkedHashMap<>();
        for (Item item : items) {
            Problem problem = item.problem;
            if (problem != null) {
                refused.put(item.target, problem);
            }
        }
        return refused;
    }

    private static List<Change> changes(List<String> ids, Map<String, Document> there) {
        return ids.stream()
                .<Change>map(id -> there.containsKey(id) ? Change.of(there.get(id)) : Change.deleted(id))
                .toList();
    }

    private static List<String> left(Collection<Change> changes) {
        return changes.stream()
                .filter(change -> change.match(upsert -> false, removal -> removal.reason() == Change.Reason.LEFT))
                .map(Change::id)
                .toList();
    }

    private Counts carry(Stage stage, Collection<Change> changes, boolean anew, Counts before, Consumer<Counts> done) {
        return carry(stage, changes, anew, parts.ids(), before, done);
    }

    /** What waits for a record of the same page follows it at once, as often as something was made to follow. */
    private Counts carry(
            Stage stage,
            Collection<Change> changes,
            boolean anew,
            References ids,
            Counts before,
            Consumer<Counts> done) {
        Set<String> forgotten = new HashSet<>();
        changes.forEach(change -> forgotten.add(change.id()));
        Wanted wanted = new Wanted(pair, parts, stage.number(), canon, ids);
        Collection<Change> open = changes;
        Counts all = before;
        while (true) {
            List<Item> items = items(stage, open, anew, wanted);
            settle(stage, items);
            items.forEach(item -> forgotten.remove(item.id));
            List<Change> waiting = waiting(items, open);
            if (waiting.isEmpty()) {
                return finish(stage, items, forgotten, all, done);
            }
            List<Item> ended = items.stream().filter(item -> !item.waits()).toList();
            // the cursor stays: should the process end here, the page comes again and finds these as they should be
            all = finish(stage, ended, Set.of(), all, counts -> {});
            open = waiting;
        }
    }

    private List<Item> items(Stage stage, Collection<Change> changes, boolean anew, Wanted wanted) {
        Set<String> ids = new LinkedHashSet<>();
        changes.forEach(change -> ids.add(change.id()));
        Map<String, Ledger> ledger = parts.checkpoint().ledger().find(stage.number(), ids);
        List<Item> items = new ArrayList<>();
        for (Change change : changes) {
            Optional<Ledger> known = Optional.ofNullable(ledger.get(change.id()))
                    .map(row -> anew && canBeThere(row) ? row.doubted() : row);
            change.match(
                            upsert -> Optional.of(wanted.upsert(upsert.document(), known)),
                            removal -> known.filter(Ledger::mayBeThere).map(row -> Item.removal(row.id(), row)))
                    .ifPresent(items::add);
        }
        return items;
    }

    /** An id that the target made is nobody's once its record is gone. */
    private boolean canBeThere(Ledger row) {
        return ownIds || row.mayBeThere();
    }

    private List<Change> waiting(List<Item> items, Collection<Change> changes) {
        boolean followed = parts.mapping().of(pair.name()).references().containsValue(pair.name());
        if (!followed || items.stream().noneMatch(item -> item.end == End.CREATED)) {
            return List.of();
        }
        Set<String> ids = new LinkedHashSet<>();
        items.stream().filter(Item::waits).forEach(item -> ids.add(item.id));
        return changes.stream().filter(change -> ids.contains(change.id())).toList();
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
        settling.settle(open);
    }

    private Counts finish(Stage stage, List<Item> items, Set<String> forgotten, Counts before, Consumer<Counts> done) {
        return parts.checkpoint().transaction(() -> {
            forget(stage, items, forgotten);
            keep(stage, items);
            parts.checkpoint().ledger().done(stage.number());
            Counts all = before.plus(counted(items));
            done.accept(all);
            return all;
        });
    }

    private static Counts counted(List<Item> items) {
        Map<End, Long> counts = new EnumMap<>(End.class);
        items.forEach(item -> counts.merge(item.end, 1L, Long::sum));
        return new Counts(
                0,
                counts.getOrDefault(End.CREATED, 0L),
                counts.getOrDefault(End.UPDATED, 0L),
                counts.getOrDefault(End.DELETED, 0L),
                counts.getOrDefault(End.UNCHANGED, 0L),
                0);
    }

    /** What was carried, or is gone at the source, is in quarantine no longer. */
    private void forget(Stage stage, List<Item> items, Set<String> forgotten) {
        QuarantineTable quarantine = parts.checkpoint().quarantine();
        if (quarantine.count(stage.number()) == 0) {
            return;
        }
        Set<String> all = new LinkedHashSet<>(forgotten);
        items.stream().filter(item -> item.end != End.REFUSED).forEach(item -> all.add(item.id));
        quarantine.remove(stage.number(), all);
    }

    private void keep(Stage stage, List<Item> items) {
        List<String> shown = new ArrayList<>();
        List<String> notGone = new ArrayList<>();
        Written written = new Written();
        for (Item item : items) {
            Problem problem = item.problem;
            if (problem != null) {
                putAside(stage, item, problem);
                (item.removal ? notGone : shown).add(item.id);
                keepRefused(written, item, problem);
            } else if (item.isAsWritten()) {
                shown.add(item.id);
            } else {
                written.add(
                        item.id,
                        item.target,
                        item.removal ? null : item.hash,
                        Ledger.writes(item.known) + 1,
                        item.removal);
            }
        }
        LedgerTable ledger = parts.checkpoint().ledger();
        ledger.seen(stage.number(), shown, stage.pass());
        ledger.seen(stage.number(), notGone, stage.pass() - 1);
        ledger.put(stage.number(), stage.pass(), written);
    }

    private void putAside(Stage stage, Item item, Problem problem) {
        Instant now = parts.clock().instant();
        parts.checkpoint().quarantine().put(stage.number(), item.id, problem, item.source, item.removal, now);
    }

    /** What was put aside may be there all the same, and must not be made twice, nor stay when the source deletes it. */
    private static void keepRefused(Written written, Item item, Problem problem) {
        long writes = Ledger.writes(item.known);
        if (item.made) {
            written.add(item.id, item.target, Ledger.UNSURE, writes + 1, false);
        } else if (problem.code().equals(TargetWriter.UNSETTLED) && !item.isMade() && !item.removal) {
            written.add(item.id, item.target, null, writes, false);
        }
    }
}
