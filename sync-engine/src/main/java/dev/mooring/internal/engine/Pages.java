package dev.mooring.internal.engine;

import dev.mooring.internal.engine.Notes.Flag;
import dev.mooring.internal.plan.RecordPlan;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.ChangePage.Kind;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Removals;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The way of pages into the store: each with its cursor in one transaction (law 6). Used on the control thread. */
class Pages {

    private static final String LAST_SNAPSHOT = "last snapshot";

    private final LocalStore store;
    private final Ledger ledger;
    private final Renaming renaming;
    private final Sweep sweep;
    private final Held held;
    private final Notes notes;
    private final Setup setup;

    Pages(LocalStore store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
        this.renaming = new Renaming(ledger);
        this.sweep = new Sweep(store, ledger);
        this.held = new Held(store, ledger);
        this.notes = ledger.notes();
        this.setup = ledger.setup();
    }

    Sweep sweep() {
        return sweep;
    }

    /** Begins a pull, and notes that on disk; answers where it goes on. */
    Cursor begin() {
        return store.write(tx -> {
            notes.pull(tx, notes.pull(tx) + 1);
            if (notes.is(tx, Flag.INVALID)) {
                notes.raise(tx, Flag.BEING_RENEWED);
                notes.lower(tx, Flag.INVALID);
            }
            if (mustStartOver(tx)) {
                notes.cursor(tx, Cursor.START);
            }
            return notes.cursor(tx);
        });
    }

    private boolean mustStartOver(StoreTransaction tx) {
        Guarantees guarantees = setup.guarantees();
        Removals removals = guarantees.removals();
        boolean away = removals.retention()
                .filter(kept -> isLongAgo(tx, Notes.LAST_PULL, kept))
                .isPresent();
        boolean weak = guarantees.feed().strength() == Feed.Strength.WINDOWED
                || (removals.told() == Removals.Told.NONE && guarantees.feed().strength() != Feed.Strength.SNAPSHOT);
        return away || (weak && !notes.is(tx, Flag.IN_SNAPSHOT) && isLongAgo(tx, LAST_SNAPSHOT, setup.sweep()));
    }

    private boolean isLongAgo(StoreTransaction tx, String what, Duration most) {
        Optional<Instant> at = notes.time(tx, what);
        return at.isPresent() && at.get().plus(most).isBefore(ledger.now());
    }

    /**
     * Takes a page and its cursor.
     *
     * @param first whether it is the first one of its pull
     */
    void take(ChangePage page, boolean first) {
        // in the middle of a first load nothing is whole yet, and a page can be asked for again: the last one takes all
        // to the disk
        long rest = page.more() && store.read(this::loadsFirst)
                ? store.writeRepeatable(tx -> take(tx, page, first))
                : store.write(tx -> take(tx, page, first));
        held.rest(rest);
    }

    /** Answers which of what is held can still be let go. */
    private long take(StoreTransaction tx, ChangePage page, boolean first) {
        boolean runs = notes.is(tx, Flag.IN_SNAPSHOT);
        boolean starts = page.kind() == Kind.SNAPSHOT_START || (page.kind() == Kind.SNAPSHOT && !runs);
        if (starts) {
            notes.generation(tx, notes.generation(tx) + 1);
            notes.raise(tx, Flag.IN_SNAPSHOT);
            notes.lower(tx, Flag.SWEEPING);
            noteWhetherFirst(tx);
        }
        if (starts || (first && page.kind() == Kind.DELTA)) {
            notes.whole(tx, notes.pull(tx));
        }
        changes(tx, page.changes(), (starts || runs) && !notes.is(tx, Flag.FIRST));
        if ((starts || runs) && (!page.more() || page.kind() == Kind.DELTA)) {
            notes.lower(tx, Flag.IN_SNAPSHOT);
            notes.raise(tx, Flag.SWEEPING);
            notes.time(tx, LAST_SNAPSHOT, ledger.now());
        }
        notes.cursor(tx, page.next());
        return page.more() ? Held.NONE : ended(tx);
    }

    private boolean loadsFirst(StoreReader reader) {
        return notes.is(reader, Flag.IN_SNAPSHOT) && notes.is(reader, Flag.FIRST);
    }

    /** Nothing of a first load needs a mark, except where the next snapshot asks whom this one has seen. */
    private void noteWhetherFirst(StoreTransaction tx) {
        boolean nothing = setup.guarantees().listing() == Listing.STABLE
                && tx.unmarked(setup.collection(), Long.MAX_VALUE, "", 1).isEmpty();
        if (nothing) {
            notes.raise(tx, Flag.FIRST);
        } else {
            notes.lower(tx, Flag.FIRST);
        }
    }

    private void changes(StoreTransaction tx, List<Change> changes, boolean marked) {
        Set<String> ids = changes.stream().map(Change::id).collect(Collectors.toCollection(LinkedHashSet::new));
        // all at once: one by one they are found in what the work has read
        tx.records(setup.collection(), ids);
        for (Change change : changes) {
            change(tx, ledger.record(tx, change.id()), change);
        }
        if (marked) {
            tx.mark(setup.collection(), ids, notes.generation(tx));
        }
    }

    private void change(StoreTransaction tx, StoredRecord old, Change change) {
        Optional<PendingWrite> paired = renaming.paired(tx, change);
        if (paired.isPresent()) {
            StoredRecord temporary = ledger.record(tx, paired.get().id());
            RecordPlan next = ledger.plan(tx, temporary)
                    .answered(
                            Outcome.applied(change),
                            setup.policy(),
                            () -> paired.get().key());
            renaming.rename(tx, temporary, next, paired.get().sequence(), change.id());
        } else if (old.pending() || !isKnown(old, change)) {
            ledger.save(tx, old, ledger.plan(tx, old).arrived(change, setup.policy()));
        }
    }

    private static boolean isKnown(StoredRecord old, Change change) {
        return change.match(
                upsert -> old.base().isPresent() && RecordPlan.same(old.base().get(), upsert.document()),
                removal -> old.base().isEmpty());
    }

    /** Answers what {@link Held#rest} has to be told. */
    private long ended(StoreTransaction tx) {
        notes.time(tx, Notes.LAST_PULL, ledger.now());
        notes.lower(tx, Flag.BEING_RENEWED);
        ledger.loaded(tx);
        if (!notes.is(tx, Flag.IN_SNAPSHOT)) {
            // who must pull first began anew, maybe in an earlier life: all of it was seen since
            notes.lower(tx, Flag.PULL_FIRST);
        }
        return held.letGo(tx);
    }
}
