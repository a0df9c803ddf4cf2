package dev.mooring.fetch;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.json.Pointer;
import dev.mooring.support.json.RowReader;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.backend.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list URL page by page, in the style of the backend. Where rows are counted, a row that goes away between two pages moves the
 * others, so that one of them would be skipped: the last row of the page before is read again, and when it is not where it was the walk
 * starts over. A walk by page numbers is checked so only where nothing may be skipped, because it costs a second request. Immutable.
 *
 * @param <T> what a row is read as
 */
final class Pages<T> {

    private static final int MOST_RESTARTS = 3;
    private static final int MOST_EXACT_RESTARTS = 30;

    /** So many pages in a row may end with the same row: others may move a list, but not so that it stays where it is. */
    private static final int MOST_STILL = 3;

    private final Resource resource;
    private final Routes routes;
    private final Exchange exchange;
    private final Rows rows;
    private final Paging paging;
    private final Function<Map<String, @Nullable Object>, T> reader;
    private final Pointer rowsAt;
    private final Pointer next;
    private final Pointer more;

    Pages(
            Resource resource,
            Routes routes,
            Exchange exchange,
            Rows rows,
            Paging paging,
            Setting<String> rowsAt,
            Function<Map<String, @Nullable Object>, T> reader) {
        this.resource = resource;
        this.routes = routes;
        this.exchange = exchange;
        this.rows = rows;
        this.paging = paging;
        this.reader = reader;
        this.rowsAt = Pointer.of(resource.find(rowsAt).orElseGet(() -> resource.text(FetchSettings.ROWS)));
        this.next = Pointer.of(resource.text(FetchSettings.NEXT));
        this.more = Pointer.of(resource.text(FetchSettings.MORE));
    }

    /**
     * What to read.
     *
     * @param values what the URL takes beside the position
     * @param position where to go on; empty = at the beginning
     * @param exact whether nothing may be skipped, at the price of a second request where pages are numbered
     */
    record Ask(String about, UrlTemplate url, Map<String, String> values, String position, int limit, boolean exact) {
        /** Whether this goes on from somewhere that the backend may have forgotten. */
        boolean continued() {
            return !position.isEmpty() || values.containsKey("since");
        }

        Ask at(String other) {
            return new Ask(about, url, values, other, limit, exact);
        }
    }

    /** One page; its limit is cut to the largest that the backend gives. */
    RowPage<T> read(Ask ask) {
        return switch (paging) {
            case NONE -> get(ask, Map.of()).ends();
            case PAGE -> numbered(ask);
            case OFFSET -> counted(ask);
            case CURSOR -> byCursor(ask);
            case LINK -> byLink(ask);
        };
    }

    /** Whether the answer says that there is more; empty when it does not say. */
    Optional<Boolean> saysMore(@Nullable Object around) {
        return more.steps().isEmpty() ? Optional.empty() : more.find(around).map(Pages::yes);
    }

    /** The cursor that the answer names. */
    Optional<String> nextCursor(@Nullable Object around) {
        return next.text(around).filter(text -> !text.isEmpty());
    }

    int size(int limit) {
        return Math.min(limit, resource.get(FetchSettings.LARGEST_PAGE));
    }

    private RowPage<T> numbered(Ask ask) {
        int first = resource.get(FetchSettings.FIRST_PAGE);
        Place place = Place.of(ask.position()).orElse(new Place(first, size(ask.limit()), 0, 0, ""));
        Raw<T> page = numbered(ask, place.number(), place.size());
        if (ask.exact() && place.number() > first) {
            Raw<T> before = numbered(ask, place.number() - 1, place.size());
            if (!before.lastId().equals(place.lastId())) {
                return numbered(ask.at(restarted(ask, place, first)));
            }
        }
        return page.goesOn(
                new Place(place.number() + 1, place.size(), place.restarts(), still(page, place), page.lastId()));
    }

    private Raw<T> numbered(Ask ask, int number, int size) {
        return get(ask, Map.of("page", Integer.toString(number), "limit", Integer.toString(size)));
    }

    private RowPage<T> counted(Ask ask) {
        int size = size(ask.limit());
        Place place = Place.of(ask.position()).orElse(new Place(0, size, 0, 0, ""));
        if (place.number() == 0) {
            Raw<T> page = counted(ask, 0, size);
            return page.goesOn(new Place(page.items().size(), size, place.restarts(), 0, page.lastId()));
        }
        Raw<T> page = counted(ask, place.number() - 1, size + 1);
        if (!page.firstId().equals(place.lastId()) && (ask.exact() || place.restarts() < MOST_RESTARTS)) {
            return counted(ask.at(restarted(ask, new Place(0, size, place.restarts(), 0, ""), 0)));
        }
        Raw<T> fresh = page.withoutFirst();
        return fresh.goesOn(new Place(
                place.number() + fresh.items().size(), size, place.restarts(), still(fresh, place), fresh.lastId()));
    }

    /** Where a walk begins again; a list that never holds still is left to a later pull. */
    private static String restarted(Ask ask, Place place, int first) {
        if (place.restarts() >= MOST_EXACT_RESTARTS) {
            throw TemporaryFailure.notApplied(
                    ask.about() + ": the list changed between two pages each of " + MOST_EXACT_RESTARTS
                            + " times, or the backend does not know the parameter for the position",
                    null);
        }
        return new Place(first, place.size(), place.restarts() + 1, 0, "").text();
    }

    /** How many pages in a row have ended with the same row: a backend that ignores the position gives one page for ever. */
    private static int still(Raw<?> page, Place before) {
        int still = !page.items().isEmpty() && page.lastId().equals(before.lastId()) ? before.still() + 1 : 0;
        if (still > MOST_STILL) {
            throw new Misconfigured(
                    page.answer().call() + " is answered with the same page again and again: does the backend know the"
                            + " parameter for the position?");
        }
        return still;
    }

    private Raw<T> counted(Ask ask, int offset, int size) {
        return get(ask, Map.of("offset", Integer.toString(offset), "limit", Integer.toString(size)));
    }

    private RowPage<T> byCursor(Ask ask) {
        Map<String, String> values = new HashMap<>(Map.of("limit", Integer.toString(size(ask.limit()))));
        if (!ask.position().isEmpty()) {
            values.put("cursor", ask.position());
        }
        Raw<T> page = get(ask, values);
        boolean ended = saysMore(page.around()).filter(says -> !says).isPresent();
        Optional<String> cursor = nextCursor(page.around()).filter(text -> !ended && !text.equals(ask.position()));
        return new RowPage<>(page.items(), cursor, page.around());
    }

    private RowPage<T> byLink(Ask ask) {
        Map<String, String> values = Map.of("limit", Integer.toString(size(ask.limit())));
        Raw<T> page = ask.position().isEmpty() ? get(ask, values) : get(ask, linked(ask.position()));
        Optional<String> link = Links.next(page.answer().headers("Link"))
                .map(text -> linked(page.answer().call().address().resolve(text).full()))
                .map(Address::full);
        return new RowPage<>(page.items(), link.filter(text -> !text.equals(ask.position())), page.around());
    }

    private Address linked(String url) {
        Address address = Address.of(url);
        if (!address.sameOrigin(exchange.address(""))) {
            throw new Misconfigured(
                    "the next page is on another host, " + address.host() + ": it is not asked with our credentials");
        }
        return address;
    }

    private Raw<T> get(Ask ask, Map<String, String> position) {
        Map<String, String> values = new HashMap<>(ask.values());
        values.put("limit", Integer.toString(size(ask.limit())));
        values.putAll(position);
        return get(ask, exchange.address(routes.fill(ask.url(), values)));
    }

    private Raw<T> get(Ask ask, Address address) {
        List<T> items = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        RowReader taker = (key, value) -> {
            Map<String, @Nullable Object> row = Rows.row(value);
            items.add(reader.apply(row));
            ids.add(rows.id(row).orElse(""));
        };
        Exchange.Streamed answer =
                exchange.rows(() -> HttpCall.get(address).about(ask.about()), rowsAt, taker, ask.continued());
        Optional<Boolean> more = saysMore(answer.around());
        return new Raw<>(items, ids, answer.around(), answer.answer(), more.orElse(!items.isEmpty()));
    }

    private static boolean yes(Object value) {
        return !value.equals(false) && !value.equals("") && !value.equals(0L);
    }

    /** A page as it came. */
    private record Raw<T>(
            List<T> items, List<String> ids, @Nullable Object around, HttpAnswer answer, boolean more) {

        RowPage<T> ends() {
            return new RowPage<>(items, Optional.empty(), around);
        }

        RowPage<T> goesOn(Place place) {
            return new RowPage<>(items, more ? Optional.of(place.text()) : Optional.empty(), around);
        }

        Raw<T> withoutFirst() {
            int first = Math.min(1, items.size());
            List<T> others = items.subList(first, items.size());
            return new Raw<>(others, ids.subList(first, ids.size()), around, answer, more && !others.isEmpty());
        }

        String firstId() {
            return ids.isEmpty() ? "" : ids.get(0);
        }

        String lastId() {
            return ids.isEmpty() ? "" : ids.get(ids.size() - 1);
        }
    }

    /** A position in a counted walk. */
    private record Place(int number, int size, int restarts, int still, String lastId) {

        static Optional<Place> of(String text) {
            String[] parts = text.split("\\.", 5);
            try {
                return parts.length < 5
                        ? Optional.empty()
                        : Optional.of(new Place(
                                Integer.parseInt(parts[0]),
                                Integer.parseInt(parts[1]),
                                Integer.parseInt(parts[2]),
                                Integer.parseInt(parts[3]),
                                parts[4]));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        String text() {
            return number + "." + size + "." + restarts + "." + still + "." + lastId;
        }
    }
}
