package dev.mooring.fetch;

import dev.mooring.support.http.PathSegment;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;
import dev.mooring.sync.Verb;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The guarantees that follow from a resource: what its styles give, and what it claims. */
final class Promises {

    private final Resource resource;
    private final Routes routes;
    private final Rows rows;

    Promises(Resource resource, Routes routes, Rows rows) {
        this.resource = resource;
        this.routes = routes;
        this.rows = rows;
    }

    Guarantees guarantees(String scope) {
        boolean conditional = rows.versions().conditional();
        return Guarantees.builder(scope)
                .verbs(verbs())
                .feed(feed())
                .removals(removals())
                .listing(listing())
                .conditionalUpdates(conditional)
                .conditionalDeletes(conditional)
                .replay(replay())
                .ids(ids())
                .managedFields(rows.names().managed())
                .largestPage(resource.get(FetchSettings.LARGEST_PAGE))
                .largestBatch(routes.batch().isPresent() ? resource.get(FetchSettings.LARGEST_BATCH) : 1)
                .largestBody(resource.get(FetchSettings.LARGEST_BODY))
                .build();
    }

    private Set<Verb> verbs() {
        Set<Verb> verbs = verbs(resource);
        if (routes.item().isEmpty()) {
            verbs.removeIf(verb -> verb != Verb.CREATE || resource.get(FetchSettings.CREATE_BY) == CreateBy.PUT);
        }
        return verbs;
    }

    /** All verbs but those that the resource does without. */
    static Set<Verb> verbs(Resource resource) {
        Set<Verb> verbs = EnumSet.allOf(Verb.class);
        verbs.removeIf(verb ->
                resource.names(FetchSettings.WITHOUT).contains(verb.name().toLowerCase(Locale.ROOT)));
        return verbs;
    }

    private Feed feed() {
        boolean complete = resource.flag(FetchSettings.COMPLETE);
        return switch (resource.get(FetchSettings.DELTA)) {
            case NONE -> Feed.snapshot();
            case SINCE -> Feed.windowed(resource.get(FetchSettings.OVERLAP));
            case CURSOR -> complete ? Feed.complete() : Feed.windowed(resource.get(FetchSettings.OVERLAP));
        };
    }

    /** A feed shows deletions when its rows can be marked as deleted, unless the resource says otherwise. */
    private Removals removals() {
        boolean marked = !rows.names().deleted().isEmpty() && resource.get(FetchSettings.DELTA) != Delta.NONE;
        Removals.Told told =
                resource.find(FetchSettings.REMOVALS).orElse(marked ? Removals.Told.DELETES : Removals.Told.NONE);
        Removals forEver = new Removals(told, Optional.empty());
        return resource.find(FetchSettings.RETENTION).map(forEver::keptFor).orElse(forEver);
    }

    private Listing listing() {
        boolean anchored = switch (resource.get(FetchSettings.PAGING)) {
            case NONE, CURSOR -> true;
            case PAGE, OFFSET, LINK -> false;
        };
        return resource.find(FetchSettings.STABLE).orElse(anchored) ? Listing.STABLE : Listing.DRIFTING;
    }

    private Replay replay() {
        boolean clientMade = resource.get(FetchSettings.IDS) == IdMaker.CLIENT;
        return resource.find(FetchSettings.REPLAY).orElse(clientMade ? Replay.IDS : Replay.NOTHING);
    }

    /** Ids that stand between two slashes cannot be one or two dots, which would be read as directions. */
    private Ids ids() {
        boolean segment = routes.item().filter(UrlTemplate::idIsSegment).isPresent();
        String rule = resource.find(FetchSettings.ID_RULE).orElse(segment ? PathSegment.RULE : Ids.ANY);
        return resource.get(FetchSettings.IDS).ids(rule, resource.get(FetchSettings.LONGEST_ID));
    }
}
