package dev.mooring.firebase.realtime;

import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;

/** The guarantees that follow from what a collection is like. */
final class Promises {

    /** Far below what the database takes: a body that a phone can send within a time-out. */
    private static final long LARGEST_BODY = 10L * 1024 * 1024;

    private Promises() {}

    static Guarantees of(RealtimeCollection collection, String scope) {
        return Guarantees.builder(scope)
                .feed(Feed.windowed(collection.overlap()))
                .removals(collection
                        .retention()
                        .map(time -> Removals.deletes().keptFor(time))
                        .orElse(Removals.deletes()))
                .listing(Listing.STABLE)
                .conditionalUpdates(true)
                .conditionalDeletes(true)
                .replay(collection.keepsKeys() ? Replay.DEVICE_KEYS : Replay.IDS)
                .ids(Gate.IDS)
                .largestPage(collection.pageSize())
                .largestBatch(collection.batchSize())
                .largestBody(LARGEST_BODY)
                .build();
    }
}
