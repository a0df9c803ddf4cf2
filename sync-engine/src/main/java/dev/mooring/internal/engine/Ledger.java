package dev.mooring.internal.engine;

import dev.mooring.internal.engine.Notes.Flag;
import dev.mooring.internal.plan.Lost;
import dev.mooring.internal.plan.RecordPlan;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.Delivery;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Turns plans of one collection's records into changes of the store: the one place that does. Safe for several threads. */
public final class Ledger {

    private final Setup setup;
    private final Notes notes;
    private final Aliases aliases;
    private final Missed missed;
    private final Dependants dependants;
    private final Numbers numbers;
    private final Clock clock;
    private final Function<String, Optional<Ledger>> others;
    private final Events events;
    private final Initial initial;
    private final boolean open;
    private volatile boolean adopted;

    /**
     * Begins.
     *
     * @param others finds the ledger of another collection
     * @param events is told what changed, after the commit
     */
    public Ledger(Setup setup, Numbers numbers, Clock clock, Function<String, Optional<Ledger>> others, Events events) {
        this(setup, numbers, clock, others, events, Initial.none(setup.collection(), events));
    }

    /** The same, with rows that are shown before anything is loaded. */
    public Ledger(
            Setup setup,
            Numbers numbers,
            Clock clock,
            Function<String, Optional<Ledger>> others,
            Events events,
            Initial initial) {
        this(setup, numbers, clock, others, events, initial, true);
    }

    private Ledger(
            Setup setup,
            Numbers numbers,
            Clock clock,
            Function<String, Optional<Ledger>> others,
            Events events,
            Initial initial,
            boolean open) {
        this.open = open;
        this.initial = initial;
        this.setup = setup;
        this.notes = new Notes(setup.collection());
        this.aliases = new Aliases(setup.collection(), setup.guarantees().ids());
        this.missed = new Missed(setup.collection(), notes);
        this.dependants = new Dependants(this);
        this.numbers = numbers;
        this.clock = clock;
        this.others = others;
        this.events = events;
    }

    /** Whether everything was pulled at least once. */
    public boolean isLoaded(StoreReader reader) {
        return notes.is(reader, Flag.LOADED);
    }

    /** When a whole pull ended last. */
    public Optional<Instant> lastPull(StoreReader reader) {
        return notes.lastPull(reader);
    }

    /** Whether what is here was called out of date, and no pull that began after that has ended. */
    public boolean isInvalid(StoreReader reader) {
        return notes.is(reader, Flag.INVALID) || notes.is(reader, Flag.BEING_RENEWED);
    }

    /** Calls what is here out of date. */
    public void invalidate(StoreTransaction tx) {
        notes.raise(tx, Flag.INVALID);
    }

    /** The id under which a record is stored: where the backend made it, an earlier one leads to it. */
    public String resolve(StoreReader reader, String id) {
        return aliases.resolve(reader, id);
    }

    /** Whether it is of a collection that is open: of another one neither the set-up nor the observers are known. */
    boolean isOpen() {
        return open;
    }

    Missed missed() {
        return missed;
    }

    Dependants dependants() {
        return dependants;
    }

    /** Something of it may go now that could not before. After a commit. */
    void wake() {
        events.freed();
    }

    Aliases aliases() {
        return aliases;
    }

    Setup setup() {
        return setup;
    }

    Notes notes() {
        return notes;
    }

    Numbers numbers() {
        return numbers;
    }

    Instant now() {
        return clock.instant();
    }

    StoredRecord record(StoreReader reader, String id) {
        return reader.record(setup.collection(), id).orElseGet(() -> StoredRecord.unknown(setup.collection(), id));
    }

    RecordPlan plan(StoreReader reader, StoredRecord record) {
        List<PendingWrite> chain = record.pending() ? reader.pendingOf(setup.collection(), record.id()) : List.of();
        return RecordPlan.of(record.base(), record.tombstone(), chain);
    }

    /** Stores what a plan made of a record. */
    void save(StoreTransaction tx, StoredRecord old, RecordPlan next) {
        save(tx, old, next, Optional.empty());
    }

    /** The same; what is given up depended on what became a dead letter of that number. */
    void save(StoreTransaction tx, StoredRecord old, RecordPlan next, Optional<Long> cause) {
        Drift drift = drift(tx, old);
        Set<Long> gone = gone(next);
        gone.forEach(tx::removePending);
        List<PendingWrite> chain = arranged(tx, next, gone);
        store(tx, old, chain);
        put(tx, old, next, chain, drift);
        if (next.startOver()) {
            notes.cursor(tx, Cursor.START);
        }
        for (PendingWrite write : next.settled()) {
            dependants.release(tx, write.sequence());
            if (write.delivery().sent()) {
                tx.onCommit(() -> events.saved(write, next.base()));
            }
        }
        for (Lost lost : next.lost()) {
            bury(tx, lost, cause);
        }
    }

    private void store(StoreTransaction tx, StoredRecord old, List<PendingWrite> chain) {
        if (chain.isEmpty()) {
            return;
        }
        List<PendingWrite> stored = old.pending() ? tx.pendingOf(old.collection(), old.id()) : List.of();
        chain.stream().filter(write -> !stored.contains(write)).forEach(tx::put);
    }

    /** Nothing of this collection is adrift any more, for as long as it is open. */
    void adopted() {
        adopted = true;
    }

    private Drift drift(StoreReader reader, StoredRecord old) {
        boolean adrift = !adopted && notes.is(reader, Flag.ADRIFT);
        return new Drift(adrift ? plan(reader, old).view() : old.view(), old.view());
    }

    private void put(StoreTransaction tx, StoredRecord old, RecordPlan next, List<PendingWrite> chain, Drift drift) {
        boolean told = !old.pending() || !chain.isEmpty() || !next.base().equals(old.base());
        boolean missing = !told
                && next.base().filter(base -> missed.is(tx, old.id(), base)).isPresent();
        StoredRecord now = new StoredRecord(
                old.collection(),
                old.id(),
                next.base().filter(base -> !missing),
                next.tombstone().filter(version -> !chain.isEmpty()),
                drift.over(next.view().filter(view -> !missing)),
                old.local(),
                !chain.isEmpty());
        boolean empty = now.base().isEmpty() && chain.isEmpty() && now.view().isEmpty();
        if (empty) {
            tx.removeRecord(old.collection(), old.id());
        } else if (!now.equals(old)) {
            tx.put(now);
        }
        if (!now.view().equals(old.view())) {
            boolean gone = now.view().isEmpty();
            tx.onCommit(() -> tell(old.id(), gone));
        }
    }

    private void tell(String id, boolean gone) {
        if (gone) {
            events.gone(id);
        } else {
            events.changed(id);
        }
    }

    private static Set<Long> gone(RecordPlan next) {
        Set<Long> gone = new HashSet<>();
        next.settled().forEach(write -> gone.add(write.sequence()));
        next.lost().forEach(lost -> gone.add(lost.write().sequence()));
        return gone;
    }

    /** Each write of a record waits for the one before it; the first one goes when nothing else is in its way. */
    private List<PendingWrite> arranged(StoreReader reader, RecordPlan next, Set<Long> gone) {
        List<PendingWrite> arranged = new ArrayList<>();
        for (PendingWrite write : next.chain()) {
            Set<Long> waits = new TreeSet<>(write.waitsFor());
            waits.removeAll(gone);
            next.chain().forEach(other -> waits.remove(other.sequence()));
            if (!arranged.isEmpty()) {
                waits.add(arranged.get(arranged.size() - 1).sequence());
            }
            arranged.add(settledInto(reader, write.waitingFor(waits), next.base()));
        }
        return arranged;
    }

    PendingWrite settledInto(StoreReader reader, PendingWrite write, Optional<Document> base) {
        if (!write.waitsFor().isEmpty()) {
            return write.with(Status.WAITING);
        }
        if (!open) {
            // whether it may go depends on guarantees that are known when the collection is open: Opening decides
            return write;
        }
        if (write.delivery().sent()) {
            return write.status() == Status.WAITING ? write.with(Status.READY) : write;
        }
        boolean versionForgotten = base.isPresent()
                && base.get().version().isEmpty()
                && setup.needsVersion(write.intent().verb());
        if (!versionForgotten || write.delivery().heldSince() < 0) {
            return write.with(Status.READY).with(patient(write));
        }
        return write.status() == Status.HELD ? write : write.with(Status.HELD).with(held(write, notes.pull(reader)));
    }

    private Delivery patient(PendingWrite write) {
        Delivery old = write.delivery();
        Instant latest = write.madeAt().plus(setup.patience());
        boolean tooPatient =
                old.attempts() == 0 && old.rounds() == 0 && old.due().isAfter(latest);
        return tooPatient ? due(old, latest) : old;
    }

    static Delivery due(Delivery old, Instant due) {
        return new Delivery(old.sends(), old.base(), due, old.attempts(), old.rounds(), old.heldSince(), old.problem());
    }

    static Delivery held(PendingWrite write, long since) {
        Delivery old = write.delivery();
        return new Delivery(old.sends(), old.base(), old.due(), old.attempts(), old.rounds(), since, old.problem());
    }

    /** A write is given up: it becomes a dead letter, and what waited for it is parked with it. */
    void bury(StoreTransaction tx, Lost lost, Optional<Long> cause) {
        long number = numbers.next(tx);
        DeadLetter letter = new DeadLetter(
                number, lost.write(), lost.reason(), lost.problem(), lost.base(), lost.theirs(), cause, now());
        tx.put(letter);
        tx.onCommit(() -> events.lost(letter));
        dependants.park(tx, lost.write().sequence(), lost.problem(), Optional.of(number));
    }

    /** The ledger of a collection; one that is not open is taken for one like this, which decides of no write that it may go. */
    Ledger of(String collection) {
        return find(collection).orElseGet(() -> {
            Events events = new Late(() -> others.apply(collection).map(opened -> opened.events));
            Initial none = Initial.none(collection, events);
            return new Ledger(setup.named(collection), numbers, clock, others, events, none, false);
        });
    }

    Optional<Ledger> find(String collection) {
        return collection.equals(setup.collection()) ? Optional.of(this) : others.apply(collection);
    }

    /** Records that were touched while a snapshot runs are not swept by it. */
    void touched(StoreTransaction tx, Collection<String> ids) {
        if (notes.is(tx, Flag.IN_SNAPSHOT)) {
            tx.mark(setup.collection(), ids, notes.generation(tx));
        }
    }

    /** A record has another id now. */
    void announceRenamed(StoreTransaction tx, String from, String to) {
        tx.onCommit(() -> events.renamed(from, to));
    }

    /** Nothing is left of a record, or it has another id now. */
    void announceGone(StoreTransaction tx, String id) {
        tx.onCommit(() -> announceGone(id));
    }

    /** After a commit. */
    void announceGone(String id) {
        events.gone(id);
    }

    /** A pull has ended that shows everything there is. */
    void loaded(StoreTransaction tx) {
        if (!notes.is(tx, Flag.LOADED)) {
            notes.raise(tx, Flag.LOADED);
            initial.loaded(tx);
        }
    }

    /** A waiting write got other fields: the view follows. */
    void rewrite(StoreTransaction tx, PendingWrite write) {
        StoredRecord old = record(tx, write.id());
        RecordPlan plan = plan(tx, old);
        List<PendingWrite> chain = plan.chain().stream()
                .map(other -> other.sequence() == write.sequence() ? write : other)
                .toList();
        save(tx, old, RecordPlan.of(plan.base(), plan.tombstone(), chain));
    }
}
