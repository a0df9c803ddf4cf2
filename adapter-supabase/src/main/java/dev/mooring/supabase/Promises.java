package dev.mooring.supabase;

import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;

/** The guarantees that follow from what a table is like. */
final class Promises {

    private static final long LARGEST_BODY = 1024 * 1024;

    private Promises() {}

    static Guarantees of(SupabaseTable table, String scope) {
        boolean versioned = !table.versions().isEmpty();
        return Guarantees.builder(scope)
                .feed(feed(table))
                .removals(removals(table))
                .listing(Listing.STABLE)
                .conditionalUpdates(versioned)
                .conditionalDeletes(versioned)
                .replay(table.kit().isPresent() ? Replay.KEYS : Replay.IDS)
                .ids(table.idType().ids())
                .managedFields(table.managed())
                .largestPage(table.pageSize())
                .largestBatch(table.kit().isPresent() ? Math.min(table.batchSize(), KitWrites.MOST) : table.batchSize())
                .largestBody(LARGEST_BODY)
                .build();
    }

    private static Feed feed(SupabaseTable table) {
        if (table.kit().isPresent()) {
            return table.kit().get().complete() ? Feed.complete() : Feed.windowed(table.overlap());
        }
        return table.updated().isEmpty() ? Feed.snapshot() : Feed.windowed(table.overlap());
    }

    /** Without the kit only a row that stays can be told of; one that leaves the filter or the reader's sight never is. */
    private static Removals removals(SupabaseTable table) {
        if (table.kit().filter(Visibility::complete).isPresent()) {
            return kept(Removals.deletesAndExits(), table);
        }
        boolean told =
                table.soft() && (table.kit().isPresent() || !table.updated().isEmpty());
        return told ? kept(Removals.deletes(), table) : Removals.none();
    }

    private static Removals kept(Removals removals, SupabaseTable table) {
        return table.retention().map(removals::keptFor).orElse(removals);
    }
}
