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
                .feed(table.updated().isEmpty() ? Feed.snapshot() : Feed.windowed(table.overlap()))
                .removals(removals(table))
                .listing(Listing.STABLE)
                .conditionalUpdates(versioned)
                .conditionalDeletes(versioned)
                .replay(Replay.IDS)
                .ids(table.idType().ids())
                .managedFields(table.managed())
                .largestPage(table.pageSize())
                .largestBatch(table.batchSize())
                .largestBody(LARGEST_BODY)
                .build();
    }

    /** Only a row that stays can be told of; one that leaves the filter or the reader's sight never is. */
    private static Removals removals(SupabaseTable table) {
        if (!table.soft() || table.updated().isEmpty()) {
            return Removals.none();
        }
        return table.retention().map(Removals.deletes()::keptFor).orElse(Removals.deletes());
    }
}
