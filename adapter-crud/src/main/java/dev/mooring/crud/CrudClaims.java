package dev.mooring.crud;

import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;
import dev.mooring.sync.Verb;
import java.util.EnumSet;
import java.util.Set;

/** What an adapter can promise, by what it was given. */
final class CrudClaims {

    private CrudClaims() {}

    static Guarantees of(CrudBuilder b) {
        boolean batches = b.createAll != null || b.updateAll != null || b.deleteAll != null;
        return Guarantees.builder(b.scope)
                .verbs(verbs(b))
                .feed(b.feed)
                .removals(removals(b))
                .listing(b.list != null || b.stablePages ? Listing.STABLE : Listing.DRIFTING)
                .conditionalUpdates(b.conditionalUpdates)
                .conditionalDeletes(deletesByUpdate(b) ? b.conditionalUpdates : b.conditionalDeletes)
                .replay(replay(b))
                .ids(b.ids)
                .managedFields(b.managed)
                .largestPage(b.list != null ? Integer.MAX_VALUE : b.largestPage)
                .largestBatch(batches ? b.largestBatch : 1)
                .largestBody(b.largestBody)
                .build();
    }

    /** Whether a delete is an update of the column for deletions. */
    static boolean deletesByUpdate(CrudBuilder b) {
        return b.delete == null && b.softDelete != null && b.update != null;
    }

    private static Set<Verb> verbs(CrudBuilder b) {
        Set<Verb> verbs = EnumSet.noneOf(Verb.class);
        if (b.create != null) {
            verbs.add(Verb.CREATE);
        }
        if (b.update != null) {
            verbs.add(Verb.UPDATE);
        }
        if (b.delete != null || deletesByUpdate(b)) {
            verbs.add(Verb.DELETE);
        }
        return verbs;
    }

    private static Removals removals(CrudBuilder b) {
        if (b.listSince == null) {
            return b.removals;
        }
        if (b.softDelete == null) {
            return Removals.none();
        }
        return b.retention == null ? Removals.deletes() : Removals.deletes().keptFor(b.retention);
    }

    /** Keys of each device are enough only where they survive a deletion, and where nothing can write over them. */
    private static Replay replay(CrudBuilder b) {
        if (b.remembersKeys) {
            return Replay.KEYS;
        }
        if (b.writeKeys != null && b.conditionalUpdates && deletesByUpdate(b) && b.get != null) {
            return Replay.DEVICE_KEYS;
        }
        return b.ids.clientMade() ? Replay.IDS : Replay.NOTHING;
    }
}
