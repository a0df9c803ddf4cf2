package dev.mooring.internal.engine;

import dev.mooring.internal.plan.RecordPlan;
import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Verb;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an application does to records, inside the transaction it does it in: the record's view, its pending write and the
 * order among them change together (law 1). Safe for several threads.
 */
public final class Edits implements Editing {

    private final Ledger ledger;
    private final Setup setup;

    /** The edits of one collection. */
    public Edits(Ledger ledger) {
        this.ledger = ledger;
        this.setup = ledger.setup();
    }

    @Override
    public boolean put(
            StoreTransaction tx, String id, Map<String, ? extends @Nullable Object> fields, Set<Long> after) {
        StoredRecord old = ledger.record(tx, ledger.resolve(tx, id));
        Map<String, @Nullable Object> wanted = outgoing(tx, fields);
        return (old.view().isEmpty() || Initial.is(old))
                ? edit(tx, old, Intent.create(Fields.document(wanted)), after)
                : update(tx, old, outgoing(tx, Fields.diff(old.view().get(), wanted)), after);
    }

    @Override
    public boolean patch(
            StoreTransaction tx, String id, Map<String, ? extends @Nullable Object> patch, Set<Long> after) {
        StoredRecord old = ledger.record(tx, ledger.resolve(tx, id));
        if (old.view().isEmpty()) {
            return false;
        }
        Map<String, @Nullable Object> wanted = Fields.apply(old.view().get(), outgoing(tx, patch));
        if (Initial.is(old)) {
            // the row is the ancestor: where the backend turns out to have one of its own, only what was changed is
            // merged into it
            return edit(tx, old, Intent.create(wanted).madeOn(old.view().get()), after);
        }
        return update(tx, old, Fields.diff(old.view().get(), wanted), after);
    }

    @Override
    public boolean delete(StoreTransaction tx, String id, Set<Long> after) {
        StoredRecord old = ledger.record(tx, ledger.resolve(tx, id));
        if (Initial.is(old)) {
            tx.removeRecord(setup.collection(), old.id());
            ledger.announceGone(tx, old.id());
            return true;
        }
        return old.view().isPresent() && edit(tx, old, Intent.delete(old.view().get()), after);
    }

    private boolean update(
            StoreTransaction tx, StoredRecord old, Map<String, @Nullable Object> patch, Set<Long> after) {
        if (patch.isEmpty()) {
            return false;
        }
        Map<String, @Nullable Object> before = new LinkedHashMap<>(old.view().orElse(Map.of()));
        before.keySet().retainAll(patch.keySet());
        return edit(tx, old, Intent.update(patch, before), after);
    }

    private boolean edit(StoreTransaction tx, StoredRecord old, Intent intent, Set<Long> after) {
        check(old, intent.verb());
        long number = ledger.numbers().next(tx);
        Instant now = ledger.now();
        Set<Long> waits = new TreeSet<>(after);
        waits.addAll(referred(tx, intent));
        PendingWrite write = new PendingWrite(
                number,
                setup.collection(),
                old.id(),
                ledger.numbers().key(number),
                intent,
                PendingWrite.Status.READY,
                Delivery.due(now.plus(setup.debounce())),
                waits,
                now);
        RecordPlan next = ledger.plan(tx, old).written(write);
        ledger.save(tx, old, next);
        return true;
    }

    /** The creates of records that this write refers to, and that the backend does not know yet (law 13). */
    private Set<Long> referred(StoreTransaction tx, Intent intent) {
        Set<Long> creates = new TreeSet<>();
        setup.references()
                .forEach((field, collection) -> Optional.ofNullable(
                                intent.fields().get(field))
                        .ifPresent(id -> tx.pendingOf(collection, id.toString()).stream()
                                .filter(write -> write.intent().verb() == Verb.CREATE)
                                .forEach(write -> {
                                    // the id may change while this collection is not open
                                    ledger.notes().reference(tx, field, collection);
                                    creates.add(write.sequence());
                                })));
        return creates;
    }

    private void check(StoredRecord record, Verb verb) {
        if (!setup.guarantees().verbs().contains(verb)) {
            throw new UnsupportedOperationException("the backend of '" + setup.collection() + "' allows no " + verb
                    + ", so '" + record.id() + "' stays as it is");
        }
        boolean temporary = !setup.guarantees().ids().clientMade();
        if (verb == Verb.CREATE && !temporary && !setup.guarantees().ids().accepts(record.id())) {
            throw new IllegalArgumentException(
                    "'" + record.id() + "' is no id that the backend of '" + setup.collection() + "' allows");
        }
    }

    /** Without what the backend manages, and referring to records by the ids that they have now. */
    private Map<String, @Nullable Object> outgoing(StoreReader reader, Map<String, ? extends @Nullable Object> fields) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>(fields);
        own.keySet().removeAll(setup.guarantees().managedFields());
        setup.references().forEach((field, collection) -> {
            Object id = own.get(field);
            ledger.find(collection).filter(owner -> id != null).ifPresent(owner -> {
                String now = owner.resolve(reader, String.valueOf(id));
                if (!now.equals(String.valueOf(id))) {
                    own.put(field, owner.aliases().reference(now));
                }
            });
        });
        return own;
    }
}
