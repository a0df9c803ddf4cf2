package dev.mooring.migrate;

import dev.mooring.migrate.Item.End;
import dev.mooring.migrate.TargetWriter.Sized;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Problem;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the target hold what is wanted, whatever is there: a create first where nothing is known, then what the answer asks for. The source
 * wins. Used by one thread.
 */
final class Settling {

    private static final int ROUNDS = 6;

    private final SyncAdapter target;
    private final Guarantees guarantees;
    private final TargetWriter writer;
    private final Patience patience;
    private final Keys keys;
    private final Consumer<Ledger> noted;

    /**
     * Settles for one collection.
     *
     * @param noted keeps what must be known before the next write, should the process end over it
     */
    Settling(SyncAdapter target, Patience patience, Keys keys, Consumer<Ledger> noted) {
        this.target = target;
        this.guarantees = target.guarantees();
        // what may have been made without its id being known cannot be named again: then the page's writes are not left
        // in the middle
        boolean nameless = !guarantees.ids().clientMade() && guarantees.createMayDouble();
        this.patience = nameless ? patience.toTheEnd() : patience;
        this.writer = new TargetWriter(target, this.patience);
        this.keys = keys;
        this.noted = noted;
    }

    /**
     * Settles items of different records; each has an end then.
     */
    void settle(List<Item> items) {
        Map<Item, Write> open = first(items);
        for (int sending = 0; sending < ROUNDS && !open.isEmpty(); sending++) {
            List<Map.Entry<Item, Write>> sent = List.copyOf(open.entrySet());
            List<Outcome> outcomes = writer.send(sent.stream()
                    .map(each -> new Sized(each.getValue(), each.getKey().size))
                    .toList());
            Map<Item, Write> next = new LinkedHashMap<>();
            for (int i = 0; i < sent.size(); i++) {
                Item item = sent.get(i).getKey();
                after(item, sent.get(i).getValue(), outcomes.get(i)).ifPresent(write -> next.put(item, write));
            }
            open.clear();
            open.putAll(next);
        }
        open.keySet()
                .forEach(item -> item.refused(new Problem("contended", "the record changed at the target every time")));
    }

    private Map<Item, Write> first(List<Item> items) {
        Map<String, Document> there = known(items);
        Map<Item, Write> writes = new LinkedHashMap<>();
        for (Item item : items) {
            begin(item, there).ifPresent(write -> writes.put(item, item.inDoubt() ? write.again() : write));
        }
        return writes;
    }

    private Optional<Write> begin(Item item, Map<String, Document> there) {
        boolean made = !guarantees.ids().clientMade() && item.isMade();
        // what was made without its id being known can be named by a create's key only, never by an id: that might be
        // another record's
        boolean nameless = item.inDoubt() && !made && !guarantees.ids().clientMade();
        if (nameless && (item.removal || guarantees.createMayDouble())) {
            item.refused(new Problem(
                    TargetWriter.UNSETTLED, "the record may have been made already, before the migration was ended"));
            return Optional.empty();
        }
        if (item.removal) {
            return Optional.of(Delete.unconditional(keys.next(), item.target));
        }
        Document now = there.get(item.target);
        if (now != null) {
            return towards(item, now);
        }
        return Optional.of(made ? Update.unconditional(keys.next(), item.target, item.wanted) : create(item));
    }

    /** What is there of the records that were written before, where it can be asked for at once. */
    private Map<String, Document> known(List<Item> items) {
        List<String> ids = items.stream()
                .filter(item -> !item.removal && item.isMade())
                .filter(item -> !guarantees.ids().clientMade() || !item.inDoubt())
                .map(item -> item.target)
                .toList();
        Optional<Lookup> lookup = target.capability(Lookup.class);
        Map<String, Document> found = new HashMap<>();
        if (!ids.isEmpty() && lookup.isPresent()) {
            patience.call(attempt -> lookup.get().find(ids)).forEach(each -> found.put(each.id(), each));
        }
        return found;
    }

    private Optional<Write> after(Item item, Write sent, Outcome outcome) {
        item.attempt++;
        return outcome.match(
                applied -> applied(item, sent, applied), conflict -> conflict(item, conflict.now()), refused -> {
                    item.refused(refused.problem());
                    return Optional.empty();
                });
    }

    private Optional<Write> applied(Item item, Write sent, Outcome.Applied applied) {
        if (item.removal) {
            item.ended(End.DELETED);
            return Optional.empty();
        }
        boolean create = sent.match(c -> true, update -> false, delete -> false);
        if (create && !guarantees.ids().clientMade()) {
            if (applied.now().isEmpty()) {
                item.refused(new Problem("no-id", "the target made an id for the record and did not tell which"));
                return Optional.empty();
            }
            item.target = applied.now().get().id();
        }
        // a key that the target knows already answers with what is there now, which need not be what is wanted
        boolean doubtful =
                item.inDoubt() || sent.resent() || (sent.baseVersion().isEmpty() && !create);
        boolean gone = applied.now()
                .filter(now -> now.match(upsert -> false, removal -> true))
                .isPresent();
        item.made = !gone;
        if (gone || (doubtful && applied.now().isPresent() && item.attempt < ROUNDS / 2)) {
            Optional<Write> more = conflict(item, applied.now().orElseThrow());
            if (more.isPresent()) {
                return more;
            }
        }
        item.ended(create ? End.CREATED : End.UPDATED);
        return Optional.empty();
    }

    private Optional<Write> conflict(Item item, Change now) {
        return now.match(
                upsert -> item.removal
                        ? Optional.of(Delete.of(keys.next(), upsert.document()))
                        : towards(item, upsert.document()),
                removal -> item.removal ? gone(item) : Optional.of(revived(item, removal)));
    }

    private static Optional<Write> gone(Item item) {
        item.ended(End.DELETED);
        return Optional.empty();
    }

    private Write revived(Item item, Change.Removal removal) {
        item.made = false;
        if (!guarantees.ids().clientMade()) {
            // from now on the id that is known is nobody's: whoever deleted under it would leave what is made now
            Ledger left = Ledger.left(item.id, item.target, item.known);
            noted.accept(left);
            item.known = Optional.of(left);
            return create(item);
        }
        Create create = create(item);
        return removal.version().isPresent() ? create.over(removal.version().get()) : create;
    }

    private Optional<Write> towards(Item item, Document there) {
        Map<String, @Nullable Object> now = new LinkedHashMap<>(there.fields());
        now.keySet().removeAll(guarantees.managedFields());
        Map<String, @Nullable Object> patch = Fields.diff(now, item.wanted);
        if (patch.isEmpty()) {
            item.ended(End.UNCHANGED);
            return Optional.empty();
        }
        return Optional.of(Update.of(keys.next(), there, patch));
    }

    private Create create(Item item) {
        WriteKey key = guarantees.ids().clientMade() ? keys.next() : keys.ofTheOnlyCreate(item);
        return Create.of(key, item.target, item.wanted);
    }
}
