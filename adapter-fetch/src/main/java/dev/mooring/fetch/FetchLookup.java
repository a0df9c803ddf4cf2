package dev.mooring.fetch;

import dev.mooring.support.http.HttpCall;
import dev.mooring.support.json.Pointer;
import dev.mooring.sync.Document;
import dev.mooring.sync.Lookup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Reads records by id: many at once where the backend can, else one by one. Immutable; safe for several threads. */
final class FetchLookup implements Lookup {

    private static final int AT_ONCE = 100;

    private final Routes routes;
    private final Exchange exchange;
    private final RecordReader records;
    private final Rows rows;
    private final Gate gate;
    private final String collection;
    private final Pointer rowsAt;

    FetchLookup(
            Resource resource,
            Routes routes,
            Exchange exchange,
            RecordReader records,
            Rows rows,
            Gate gate,
            String collection) {
        this.routes = routes;
        this.exchange = exchange;
        this.records = records;
        this.rows = rows;
        this.gate = gate;
        this.collection = collection;
        this.rowsAt = Pointer.of(resource.text(FetchSettings.ROWS));
    }

    @Override
    public List<Document> find(Collection<String> ids) {
        List<String> possible =
                new LinkedHashSet<>(ids).stream().filter(gate::accepts).toList();
        List<Document> found = new ArrayList<>();
        possible.stream()
                .filter(this::alone)
                .forEach(id -> records.find(id).present().ifPresent(found::add));
        List<String> many = possible.stream().filter(id -> !alone(id)).toList();
        for (int at = 0; at < many.size(); at += AT_ONCE) {
            found.addAll(together(many.subList(at, Math.min(at + AT_ONCE, many.size()))));
        }
        return found;
    }

    /** By POST of {@code {"ids": [...]}}, or by GET where the URL has a place for them. */
    private List<Document> together(List<String> ids) {
        UrlTemplate url = routes.find().orElseThrow();
        String about = "looking up " + ids.size() + " of " + collection;
        List<Document> found = new ArrayList<>();
        exchange.rows(
                () -> url.has("ids")
                        ? HttpCall.get(exchange.address(routes.fill(url, Map.of("ids", String.join(",", ids)))))
                                .about(about)
                        : HttpCall.post(exchange.address(routes.fill(url, Map.of())))
                                .about(about)
                                .readsOnly()
                                .json(exchange.bytes(Map.of("ids", ids))),
                rowsAt,
                (key, row) -> rows.entry(Rows.row(row)).change().present().ifPresent(found::add),
                false);
        return found;
    }

    /** Ids with a comma cannot be told apart where ids are separated by commas. */
    private boolean alone(String id) {
        return routes.find().isEmpty() || (routes.find().get().has("ids") && id.indexOf(',') >= 0);
    }
}
