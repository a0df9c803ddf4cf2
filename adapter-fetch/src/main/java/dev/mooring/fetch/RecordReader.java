package dev.mooring.fetch;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.json.Pointer;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.Change;
import dev.mooring.sync.Misconfigured;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads one record: by its URL, or, where it has none, by walking the listing. Immutable; safe for several threads. */
final class RecordReader {

    private final Routes routes;
    private final Exchange exchange;
    private final Pages<Entry> pages;
    private final Rows rows;
    private final Pointer current;
    private final String collection;

    RecordReader(
            Resource resource, Routes routes, Exchange exchange, Pages<Entry> pages, Rows rows, String collection) {
        this.routes = routes;
        this.exchange = exchange;
        this.pages = pages;
        this.rows = rows;
        this.current = Pointer.of(resource.text(FetchSettings.CURRENT));
        this.collection = collection;
    }

    /** What is there. */
    Change find(String id) {
        return routes.item().isPresent() ? byUrl(id) : byListing(id);
    }

    /** What an error shows of the record that is in the way; empty when it shows nothing. */
    Optional<Change> inError(HttpAnswer answer, String id) {
        return current.steps().isEmpty()
                ? Optional.empty()
                : read(
                        answer,
                        () -> current.find(exchange.errorBody(answer))
                                .map(row -> rows.change(Rows.row(row), id, Optional.empty())));
    }

    /** The record that an answer shows; empty when it shows none. */
    Optional<Change> inAnswer(HttpAnswer answer, String otherwise) {
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        Object body = exchange.body(answer);
        return read(
                answer,
                () -> rows.one(body)
                        .map(row -> rows.change(row, rows.id(row).orElse(otherwise), answer.header("ETag"))));
    }

    /** The tombstone that the answer to a delete shows, or a plain removal. */
    Change removal(HttpAnswer answer, String id) {
        Optional<Object> body = Optional.ofNullable(exchange.body(answer)).filter(value -> value instanceof Map);
        return read(
                        answer,
                        () -> body.flatMap(rows::one)
                                .filter(rows.names()::isDeleted)
                                .map(row -> rows.change(row, id, answer.header("ETag"))))
                .orElseGet(() -> Change.deleted(id));
    }

    private static <T> T read(HttpAnswer answer, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnreadableJson e) {
            throw answer.unreadable(e);
        }
    }

    /** Where the record is that the answer to a create names; never on another host. */
    Address made(HttpAnswer created, String location) {
        Address address = created.call().address().resolve(location);
        if (!address.sameOrigin(exchange.address(""))) {
            throw new Misconfigured(created + " and names a record on another host, " + address.host());
        }
        return address;
    }

    private Change byUrl(String id) {
        return read(exchange.address(routes.item(id)), id);
    }

    /** The record at an address of this host. */
    Change read(Address address, String id) {
        String about = "reading " + collection + " '" + id + "'";
        HttpAnswer answer = exchange.send(() -> HttpCall.get(address).about(about));
        if (exchange.errors().reaction(CallKind.UPDATE, answer) == Reaction.ABSENT) {
            return inError(answer, id)
                    .filter(there -> there.present().isEmpty())
                    .orElseGet(() -> Change.deleted(id));
        }
        exchange.errors().checkRead(answer);
        return inAnswer(answer, id)
                .orElseThrow(() -> answer.unreadable(new UnreadableJson("the answer shows no record")));
    }

    private Change byListing(String id) {
        Pages.Ask ask = new Pages.Ask(
                "looking for " + collection + " '" + id + "'", routes.list(), Map.of(), "", Integer.MAX_VALUE, false);
        for (RowPage<Entry> page = pages.read(ask);
                ;
                page = pages.read(ask.at(page.next().get()))) {
            Optional<Change> found = page.items().stream()
                    .map(Entry::change)
                    .filter(change -> change.id().equals(id))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            if (page.next().isEmpty()) {
                return Change.deleted(id);
            }
        }
    }
}
