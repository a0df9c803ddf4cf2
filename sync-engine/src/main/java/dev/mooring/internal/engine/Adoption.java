package dev.mooring.internal.engine;

import dev.mooring.internal.engine.Notes.Flag;
import dev.mooring.internal.plan.Lost;
import dev.mooring.store.DeadLetter.Reason;
import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Problem;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was written while a collection had no backend waits for it when it has one, as if it were written now. In parts, which a crash may cut
 * short: what has been adopted differs no more from what is known and waits. What the backend could never take becomes a dead letter; the record is then what it
 * was, or is noted where it would be nothing. Safe for several threads.
 */
public final class Adoption {

    private static final int SOME = 500;

    private final LocalStore store;
    private final Ledger ledger;
    private final Edits edits;
    private final String collection;
    private final Function<StoredRecord, Initial.Row> form;

    /**
     * The adoption of one collection.
     *
     * @param form what of a record that is seen would travel, and what would not
     */
    public Adoption(LocalStore store, Ledger ledger, Function<StoredRecord, Initial.Row> form) {
        this.store = store;
        this.ledger = ledger;
        this.edits = new Edits(ledger);
        this.collection = ledger.setup().collection();
        this.form = form;
    }

    /** Adopts, if anything was written. */
    public void run() {
        boolean more = store.read(reader -> ledger.notes().is(reader, Flag.ADRIFT));
        for (String after = ""; more; ) {
            String from = after;
            List<StoredRecord> some = store.write(tx -> some(tx, from));
            more = some.size() == SOME;
            after = more ? some.get(SOME - 1).id() : "";
        }
        ledger.adopted();
    }

    private List<StoredRecord> some(StoreTransaction tx, String after) {
        List<StoredRecord> some = tx.records(collection, after, SOME);
        Set<String> seen = new HashSet<>();
        some.forEach(record -> inOrder(tx, record, seen));
        if (some.size() < SOME) {
            ledger.notes().lower(tx, Flag.ADRIFT);
        }
        return some;
    }

    /** What it refers to in its own collection comes first, so that it waits for it (law 13); in a circle somebody is first. */
    private void inOrder(StoreTransaction tx, StoredRecord record, Set<String> seen) {
        Deque<String> path = new ArrayDeque<>();
        if (seen.add(record.id())) {
            path.push(record.id());
        }
        while (!path.isEmpty()) {
            StoredRecord last = ledger.record(tx, path.element());
            Optional<String> first = referred(last)
                    .filter(id -> !seen.contains(id) && isNew(tx, ledger.record(tx, id)))
                    .findFirst();
            if (first.isPresent()) {
                seen.add(first.get());
                path.push(first.get());
            } else {
                path.pop();
                adopt(tx, last);
            }
        }
    }

    private Stream<String> referred(StoredRecord record) {
        Map<String, @Nullable Object> fields = record.view().orElse(Map.of());
        return ledger.setup().references().entrySet().stream()
                .filter(reference -> reference.getValue().equals(collection))
                .flatMap(reference -> Stream.ofNullable(fields.get(reference.getKey())))
                .map(String::valueOf)
                .filter(id -> !id.isEmpty());
    }

    private boolean isNew(StoreReader reader, StoredRecord record) {
        return record.view().isPresent() && ledger.plan(reader, record).view().isEmpty();
    }

    private void adopt(StoreTransaction tx, StoredRecord record) {
        Optional<Map<String, @Nullable Object>> known = ledger.plan(tx, record).view();
        Optional<Initial.Row> mine = record.view().map(view -> form.apply(record));
        Map<String, @Nullable Object> local = mine.map(Initial.Row::local).orElse(Map.of());
        boolean same = mine.map(Initial.Row::fields).equals(known) && local.equals(record.local());
        if (same || Initial.stays(tx, record)) {
            return;
        }
        // as it would be had nothing been written: from there it is an edit like every other
        tx.put(new StoredRecord(
                collection, record.id(), record.base(), record.tombstone(), known, local, record.pending()));
        try {
            if (mine.isPresent()) {
                edits.put(tx, record.id(), mine.get().fields(), Set.of());
            } else {
                edits.delete(tx, record.id(), Set.of());
            }
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            if (Initial.is(record)) {
                tx.put(record);
                Initial.refused(tx, record);
            }
            Problem problem = new Problem("unacceptable", String.valueOf(e.getMessage()));
            PendingWrite write = write(tx, record.id(), intent(known, mine.map(Initial.Row::fields)));
            ledger.bury(
                    tx, new Lost(write, Reason.REFUSED, problem, record.base(), Optional.empty()), Optional.empty());
        }
    }

    private PendingWrite write(StoreTransaction tx, String id, Intent intent) {
        long number = ledger.numbers().next(tx);
        Instant now = ledger.now();
        return new PendingWrite(
                number,
                collection,
                id,
                ledger.numbers().key(number),
                intent,
                PendingWrite.Status.READY,
                Delivery.due(now),
                Set.of(),
                now);
    }

    private static Intent intent(
            Optional<Map<String, @Nullable Object>> known, Optional<Map<String, @Nullable Object>> mine) {
        if (mine.isEmpty()) {
            return Intent.delete(known.orElse(Map.of()));
        }
        return known.isEmpty()
                ? Intent.create(mine.get())
                : Intent.update(Fields.diff(known.get(), mine.get()), known.get());
    }
}
