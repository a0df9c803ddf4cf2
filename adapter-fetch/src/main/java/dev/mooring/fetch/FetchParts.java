package dev.mooring.fetch;

import dev.mooring.support.events.EventStreams;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.KeyScan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Puts the parts of one collection's adapter together. Immutable. */
final class FetchParts implements AutoCloseable {

    private final Guarantees guarantees;
    private final Gate gate;
    private final FetchListing listing;
    private final Optional<FetchFeed> feed;
    private final Creates creates;
    private final Updates updates;
    private final Deletes deletes;
    private final List<Object> capabilities = new ArrayList<>();
    private final @Nullable EventStreams live;

    FetchParts(Resource resource, String collection, String scope, Exchange exchange, IntFunction<Duration> pauses) {
        Routes routes = new Routes(resource, collection);
        Rows rows = new Rows(resource);
        Paging paging = resource.get(FetchSettings.PAGING);
        Paging ofChanges = resource.get(FetchSettings.DELTA) == Delta.CURSOR ? Paging.CURSOR : paging;
        Pages<Entry> records = new Pages<>(resource, routes, exchange, rows, paging, FetchSettings.ROWS, rows::entry);
        Pages<Entry> changes =
                new Pages<>(resource, routes, exchange, rows, ofChanges, FetchSettings.CHANGE_ROWS, rows::entry);
        Pages<Optional<KeyScan.Key>> keys =
                new Pages<>(resource, routes, exchange, rows, paging, FetchSettings.KEY_ROWS, rows::key);
        RecordReader reader = new RecordReader(resource, routes, exchange, records, rows, collection);
        Sender sender = new Sender(resource, exchange, reader, rows.versions(), collection);

        guarantees = new Promises(resource, routes, rows).guarantees(scope);
        gate = new Gate(guarantees, rows.names());
        listing = new FetchListing(routes, records, keys, collection);
        feed = resource.get(FetchSettings.DELTA) == Delta.NONE
                ? Optional.empty()
                : Optional.of(new FetchFeed(resource, routes, records, changes, collection));
        creates = new Creates(resource, routes, sender, rows);
        updates = new Updates(resource, routes, sender, rows);
        deletes = new Deletes(resource, routes, sender, rows, updates);

        if (routes.find().isPresent() || routes.item().isPresent()) {
            capabilities.add(new FetchLookup(resource, routes, exchange, reader, rows, gate, collection));
        }
        routes.keys().ifPresent(url -> capabilities.add(listing));
        routes.batch()
                .ifPresent(url -> capabilities.add(
                        new FetchBatch(url, collection, exchange, rows, gate, creates, updates, deletes)));
        live = routes.events()
                .map(url -> new EventStreams(
                        () -> new FetchLive(resource, exchange, url),
                        exchange.calls(),
                        resource.get(FetchSettings.KEEP_ALIVE),
                        pauses))
                .orElse(null);
        if (live != null) {
            capabilities.add(live);
        }
    }

    Guarantees guarantees() {
        return guarantees;
    }

    Gate gate() {
        return gate;
    }

    FetchListing listing() {
        return listing;
    }

    Optional<FetchFeed> feed() {
        return feed;
    }

    Creates creates() {
        return creates;
    }

    Updates updates() {
        return updates;
    }

    Deletes deletes() {
        return deletes;
    }

    /** The optional capabilities that the resource has URLs for. */
    <C> Optional<C> capability(Class<C> type) {
        return capabilities.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    @Override
    public void close() {
        if (live != null) {
            live.close();
        }
    }
}
