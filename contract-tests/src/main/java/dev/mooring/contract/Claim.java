package dev.mooring.contract;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.Listing;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;
import dev.mooring.sync.SyncAdapter;
import java.util.function.Function;
import java.util.function.Predicate;

/** What an adapter may promise beyond what is asked of all: a guarantee that it claims or a capability that it has. */
public enum Claim {
    /** {@link Guarantees#feed()} is COMPLETE or WINDOWED. */
    FEED(
            "a feed stronger than SNAPSHOT",
            g -> g.feed().strength() != Feed.Strength.SNAPSHOT,
            g -> g.feed().strength()),
    /** {@link Guarantees#removals()} tells of deletions. */
    DELETES(
            "removals DELETES",
            g -> g.removals().told() != Removals.Told.NONE,
            g -> g.removals().told()),
    /** {@link Guarantees#removals()} tells of exits as well. */
    EXITS(
            "removals DELETES_AND_EXITS",
            g -> g.removals().told() == Removals.Told.DELETES_AND_EXITS,
            g -> g.removals().told()),
    /** {@link Guarantees#listing()} is STABLE. */
    STABLE_LISTING("listing STABLE", g -> g.listing() == Listing.STABLE, Guarantees::listing),
    /** {@link Guarantees#conditionalUpdates()}. */
    CONDITIONAL_UPDATES("conditionalUpdates", Guarantees::conditionalUpdates, Guarantees::conditionalUpdates),
    /** {@link Guarantees#conditionalDeletes()}. */
    CONDITIONAL_DELETES("conditionalDeletes", Guarantees::conditionalDeletes, Guarantees::conditionalDeletes),
    /** {@link Guarantees#replay()} is KEYS. */
    KEYS("replay KEYS", g -> g.replay() == Replay.KEYS, Guarantees::replay),
    /** {@link Guarantees#replay()} is KEYS or DEVICE_KEYS. */
    STORED_KEYS("replay KEYS or DEVICE_KEYS", g -> g.replay().keepsKeys(), Guarantees::replay),
    /** The backend makes the ids. */
    SERVER_IDS(
            "ids made by the server", g -> !g.ids().clientMade(), g -> g.ids().maker()),
    /** {@link Guarantees#managedFields()} has some. */
    MANAGED_FIELDS("managedFields", g -> !g.managedFields().isEmpty(), Guarantees::managedFields),
    /** The adapter has {@link BatchWrites}. */
    BATCH(BatchWrites.class),
    /** The adapter has {@link Lookup}. */
    LOOKUP(Lookup.class),
    /** The adapter has {@link KeyScan}. */
    SCAN(KeyScan.class),
    /** The adapter has {@link LiveChanges}. */
    LIVE(LiveChanges.class);

    private final String words;
    private final boolean capability;

    @SuppressWarnings("ImmutableEnumChecker") // Pure functions, made here.
    private final Predicate<SyncAdapter> made;

    @SuppressWarnings("ImmutableEnumChecker") // Pure functions, made here.
    private final Function<SyncAdapter, Object> seen;

    Claim(String words, Predicate<Guarantees> made, Function<Guarantees, Object> seen) {
        this.words = words;
        this.capability = false;
        this.made = adapter -> made.test(adapter.guarantees());
        this.seen = adapter -> seen.apply(adapter.guarantees());
    }

    Claim(Class<?> type) {
        this.words = "the capability " + type.getSimpleName();
        this.capability = true;
        this.made = adapter -> adapter.capability(type).isPresent();
        this.seen = adapter -> adapter.capability(type).isPresent() ? "has it" : "has it not";
    }

    /** In words, as the reports print it. */
    public String words() {
        return words;
    }

    /** Whether an adapter makes this claim. */
    public boolean madeBy(SyncAdapter adapter) {
        return made.test(adapter);
    }

    /** What the adapter says about it. */
    String seenIn(SyncAdapter adapter) {
        return String.valueOf(seen.apply(adapter));
    }

    /** Whether an adapter that does not make this claim might make it: then its rules are tried, to find out that it could. */
    boolean canBeTriedOn(SyncAdapter adapter) {
        boolean fed = FEED.madeBy(adapter) || (this != DELETES && this != EXITS);
        return fed && !capability && this != SERVER_IDS && this != MANAGED_FIELDS;
    }
}
