package dev.mooring.sync;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a backend, as configured, can promise. Each guarantee is proved by the contract suite and each changes something in the
 * engine. {@link #minimal()} is always safe to claim; an author raises what he can prove, one by one, with a builder.
 * Immutable.
 *
 * @param scope names backend, collection, filter and user, without a secret (SECRET-4); when it changes the engine reads
 *     everything anew
 * @param verbs the writing verbs that are allowed
 * @param feed how much the change feed promises
 * @param removals which disappearances the feed tells of
 * @param listing what a walk through the listing promises
 * @param conditionalUpdates whether an update with a base version applies to exactly that version (UPDATE-4)
 * @param conditionalDeletes whether a delete with a base version applies to exactly that version (DELETE-4)
 * @param replay what the backend remembers of writes
 * @param ids who makes the ids, and which are allowed
 * @param managedFields fields that the backend sets: delivered, never sent, remote wins (VALUE-14)
 * @param largestPage the most records that one page can hold
 * @param largestBatch the most writes that one batch can hold
 * @param largestBody the most bytes that one request can hold
 */
public record Guarantees(
        String scope,
        Set<Verb> verbs,
        Feed feed,
        Removals removals,
        Listing listing,
        boolean conditionalUpdates,
        boolean conditionalDeletes,
        Replay replay,
        Ids ids,
        Set<String> managedFields,
        int largestPage,
        int largestBatch,
        long largestBody) {

    private static final Guarantees MINIMAL = new Guarantees(
            "",
            EnumSet.allOf(Verb.class),
            Feed.snapshot(),
            Removals.none(),
            Listing.DRIFTING,
            false,
            false,
            Replay.NOTHING,
            Ids.clientMade("[A-Za-z0-9_-]+", 36),
            Set.of(),
            100,
            1,
            1024 * 1024);

    /** Checks that nothing is missing or contradicts another, and copies the sets. */
    public Guarantees {
        Tokens.present(scope, "scope");
        Tokens.items(verbs, "verbs");
        Tokens.present(feed, "feed");
        Tokens.present(removals, "removals");
        Tokens.present(listing, "listing");
        Tokens.present(replay, "replay");
        Tokens.present(ids, "ids");
        Tokens.items(managedFields, "managedFields");
        verbs = Collections.unmodifiableSet(verbs.isEmpty() ? EnumSet.noneOf(Verb.class) : EnumSet.copyOf(verbs));
        managedFields = Collections.unmodifiableSet(new LinkedHashSet<>(managedFields));
        positive(largestPage, "largestPage");
        positive(largestBatch, "largestBatch");
        positive(largestBody, "largestBody");
        if (feed.strength() == Feed.Strength.SNAPSHOT && removals.told() != Removals.Told.NONE) {
            throw new IllegalArgumentException(
                    "a SNAPSHOT feed tells of no removals, so " + removals + " cannot be claimed");
        }
    }

    /**
     * The least that can be claimed: no feed, counted pages, no preconditions, nothing remembered, ids of letters, digits,
     * {@code _} and {@code -} made by the client.
     */
    public static Guarantees minimal() {
        return MINIMAL;
    }

    /** Starts from {@link #minimal()}. */
    public static Builder builder(String scope) {
        return MINIMAL.toBuilder().scope(scope);
    }

    /** Starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Whether a create whose answer was lost may double when it is sent again: nothing ties the two attempts together. */
    public boolean createMayDouble() {
        return replay == Replay.NOTHING || (!ids.clientMade() && replay != Replay.KEYS);
    }

    private static void positive(long value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + value);
        }
    }

    /** Raises guarantees one by one. Not safe for several threads. */
    public static final class Builder {

        private String scope;
        private Set<Verb> verbs;
        private Feed feed;
        private Removals removals;
        private Listing listing;
        private boolean conditionalUpdates;
        private boolean conditionalDeletes;
        private Replay replay;
        private Ids ids;
        private Set<String> managedFields;
        private int largestPage;
        private int largestBatch;
        private long largestBody;

        private Builder(Guarantees from) {
            scope = from.scope;
            verbs = from.verbs;
            feed = from.feed;
            removals = from.removals;
            listing = from.listing;
            conditionalUpdates = from.conditionalUpdates;
            conditionalDeletes = from.conditionalDeletes;
            replay = from.replay;
            ids = from.ids;
            managedFields = from.managedFields;
            largestPage = from.largestPage;
            largestBatch = from.largestBatch;
            largestBody = from.largestBody;
        }

        /** See {@link Guarantees#scope()}. */
        public Builder scope(String text) {
            scope = text;
            return this;
        }

        /** See {@link Guarantees#verbs()}. */
        public Builder verbs(Set<Verb> allowed) {
            verbs = allowed;
            return this;
        }

        /** See {@link Guarantees#feed()}. */
        public Builder feed(Feed promise) {
            feed = promise;
            return this;
        }

        /** See {@link Guarantees#removals()}. */
        public Builder removals(Removals told) {
            removals = told;
            return this;
        }

        /** See {@link Guarantees#listing()}. */
        public Builder listing(Listing promise) {
            listing = promise;
            return this;
        }

        /** See {@link Guarantees#conditionalUpdates()}. */
        public Builder conditionalUpdates(boolean yes) {
            conditionalUpdates = yes;
            return this;
        }

        /** See {@link Guarantees#conditionalDeletes()}. */
        public Builder conditionalDeletes(boolean yes) {
            conditionalDeletes = yes;
            return this;
        }

        /** See {@link Guarantees#replay()}. */
        public Builder replay(Replay remembered) {
            replay = remembered;
            return this;
        }

        /** See {@link Guarantees#ids()}. */
        public Builder ids(Ids rule) {
            ids = rule;
            return this;
        }

        /** See {@link Guarantees#managedFields()}. */
        public Builder managedFields(Set<String> names) {
            managedFields = names;
            return this;
        }

        /** See {@link Guarantees#largestPage()}. */
        public Builder largestPage(int records) {
            largestPage = records;
            return this;
        }

        /** See {@link Guarantees#largestBatch()}. */
        public Builder largestBatch(int writes) {
            largestBatch = writes;
            return this;
        }

        /** See {@link Guarantees#largestBody()}. */
        public Builder largestBody(long bytes) {
            largestBody = bytes;
            return this;
        }

        /** Checks and makes the guarantees. */
        public Guarantees build() {
            return new Guarantees(
                    scope,
                    verbs,
                    feed,
                    removals,
                    listing,
                    conditionalUpdates,
                    conditionalDeletes,
                    replay,
                    ids,
                    managedFields,
                    largestPage,
                    largestBatch,
                    largestBody);
        }
    }
}
