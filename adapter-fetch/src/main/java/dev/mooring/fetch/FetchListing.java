package dev.mooring.fetch;

import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the records, and their ids alone where the backend can. Immutable; safe for several threads. */
final class FetchListing implements KeyScan {

    private static final String AT = "at";

    private final Routes routes;
    private final Pages<Entry> records;
    private final Pages<Optional<KeyScan.Key>> keys;
    private final String collection;

    FetchListing(Routes routes, Pages<Entry> records, Pages<Optional<KeyScan.Key>> keys, String collection) {
        this.routes = routes;
        this.records = records;
        this.keys = keys;
        this.collection = collection;
    }

    Page page(Cursor from, int limit) {
        RowPage<Entry> page = read(records, routes.list(), "list", from, limit);
        List<Document> documents = page.items().stream()
                .flatMap(entry -> entry.change().present().stream())
                .toList();
        return new Page(documents, next(page, "list"), page.next().isPresent());
    }

    @Override
    public KeyPage keys(Cursor from, int limit) {
        RowPage<Optional<KeyScan.Key>> page = read(keys, routes.keys().orElseThrow(), "keys", from, limit);
        return new KeyPage(
                page.items().stream().flatMap(Optional::stream).toList(),
                next(page, "keys"),
                page.next().isPresent());
    }

    private <T> RowPage<T> read(Pages<T> pages, UrlTemplate url, String walk, Cursor from, int limit) {
        String position =
                Mark.of(walk(walk), from).flatMap(mark -> mark.part(AT)).orElse("");
        Pages.Ask ask = new Pages.Ask("listing " + collection, url, Map.of(), position, limit, false);
        try {
            return pages.read(ask);
        } catch (ExpiredCursor e) {
            return pages.read(ask.at(""));
        }
    }

    private Cursor next(RowPage<?> page, String walk) {
        return page.next()
                .map(at -> Mark.at(walk(walk), Map.of(AT, at)).cursor())
                .orElse(Cursor.START);
    }

    private String walk(String walk) {
        return collection + ":" + walk;
    }
}
