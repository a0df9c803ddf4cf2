package dev.mooring.fetch.sim;

import static dev.mooring.fetch.sim.Trait.ALL_AT_ONCE;
import static dev.mooring.fetch.sim.Trait.CHANGES_FROM_NOW;
import static dev.mooring.fetch.sim.Trait.CURSOR_IN_BODY;
import static dev.mooring.fetch.sim.Trait.DATA;
import static dev.mooring.fetch.sim.Trait.LINK_HEADER;
import static dev.mooring.fetch.sim.Trait.OFFSET;
import static dev.mooring.fetch.sim.Trait.PAGE_NUMBER;
import static dev.mooring.fetch.sim.Trait.SINCE_EXCLUSIVE;
import static dev.mooring.fetch.sim.Trait.SINCE_MICROS;
import static dev.mooring.fetch.sim.Trait.STAMP_NUMBER;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/** Lists and the change feed. */
final class Lists {
    private static final Comparator<Item> BY_PLACE = Comparator.comparingLong(Item::created);
    private static final Comparator<Item> BY_STAMP =
            Comparator.comparingLong((Item item) -> item.updated().orElse(0L)).thenComparingLong(Item::created);

    private final Style style;
    private final World world;
    private final Rows rows;

    Lists(Style style, World world, Rows rows) {
        this.style = style;
        this.world = world;
        this.rows = rows;
    }

    Reply list(Call call, String collection) {
        call.onlyParameters(style, parameters());
        Optional<String> since = style.hasSince() ? call.parameter("updated_since") : Optional.empty();
        Predicate<Item> which = since.map(this::changedSince).orElse(item -> !item.deleted());
        List<Item> all = world.items(collection).sorted(since.isPresent() ? BY_STAMP : BY_PLACE, which);
        if (style.has(ALL_AT_ONCE)) {
            return body(all, Trees.object());
        }
        if (style.has(PAGE_NUMBER)) {
            long page = call.number(style, "page", 1, 1);
            return body(cut(all, (page - 1) * size(call), size(call)), Trees.object());
        }
        if (style.has(OFFSET)) {
            ObjectNode total = style.has(DATA) ? Trees.object().put("total", all.size()) : Trees.object();
            return body(cut(all, call.number(style, "offset", 0, 0), size(call)), total);
        }
        return positioned(call, all, since.isPresent());
    }

    /** Google Calendar: a token that is too old is 410, "full sync required". */
    Reply changes(Call call, String collection) {
        call.onlyParameters(style, Set.of("cursor", "limit"));
        Optional<String> cursor = call.parameter("cursor");
        if (cursor.isEmpty() && style.has(CHANGES_FROM_NOW)) {
            return page(List.of(), feedCursor(world.last()), false);
        }
        boolean fromBeginning = cursor.isEmpty();
        long after = cursor.map(this::feedPosition).orElse(0L);
        List<Item> all = world.items(collection)
                .sorted(
                        Comparator.comparingLong(Item::changed),
                        item -> item.changed() > after && !(fromBeginning && item.deleted()));
        List<Item> some = cut(all, 0, size(call));
        boolean more = some.size() < all.size();
        long position = more ? some.get(some.size() - 1).changed() : world.last();
        return page(some, feedCursor(position), more);
    }

    private Reply page(List<Item> items, String next, boolean more) {
        ObjectNode meta = Trees.object().put("next_cursor", next).put("has_more", more);
        return Reply.of(200, rows.list(items.stream().map(this::changed).toList(), meta));
    }

    private ObjectNode changed(Item item) {
        return item.deleted() && !style.has(Trait.SOFT_DELETE) ? rows.removal(item.id()) : rows.row(item);
    }

    /** By cursor or link: what is deleted between two pages moves nothing. */
    private Reply positioned(Call call, List<Item> all, boolean byStamp) {
        String name = style.has(CURSOR_IN_BODY) ? "cursor" : "after";
        Optional<String> after = call.parameter(name);
        List<Item> rest = after.isEmpty()
                ? all
                : all.stream()
                        .filter(item -> isAfter(item, after.get(), byStamp))
                        .toList();
        List<Item> some = cut(rest, 0, size(call));
        boolean more = some.size() < rest.size();
        String next = more ? position(some.get(some.size() - 1), byStamp) : "";
        if (style.has(CURSOR_IN_BODY)) {
            return body(some, Trees.object().put("next_cursor", next));
        }
        Reply reply = body(some, Trees.object());
        return more ? reply.with("Link", link(call, next)) : reply;
    }

    /** RFC 8288, section 3: several links in one field, parameters in any order, references relative to the request. */
    private static String link(Call call, String next) {
        StringBuilder query = new StringBuilder();
        call.query().forEach((name, value) -> {
            if (!name.equals("after")) {
                query.append(encoded(name)).append('=').append(encoded(value)).append('&');
            }
        });
        String path = call.request().getUrl().split("\\?", 2)[0];
        return "<" + path + "?" + query + ">; rel=\"first\", <" + path + "?" + query + "after=" + encoded(next)
                + ">; title=\"a, b; c\"; rel=\"next\"";
    }

    private boolean isAfter(Item item, String position, boolean byStamp) {
        if (!position.matches(byStamp ? "s[0-9]+_[0-9]+" : "p[0-9]+")) {
            throw new ApiError(400, "invalid_cursor");
        }
        String[] parts = position.substring(1).split("_", 2);
        if (!byStamp) {
            return item.created() > Long.parseLong(parts[0]);
        }
        long stamp = Long.parseLong(parts[0]);
        long its = item.updated().orElse(0L);
        return its > stamp || (its == stamp && item.created() > Long.parseLong(parts[1]));
    }

    private static String position(Item item, boolean byStamp) {
        return byStamp ? "s" + item.updated().orElse(0L) + "_" + item.created() : "p" + item.created();
    }

    private Predicate<Item> changedSince(String text) {
        long since = micros(text);
        boolean exclusive = style.has(SINCE_EXCLUSIVE);
        boolean flags = style.has(Trait.SOFT_DELETE);
        return item -> (flags || !item.deleted())
                && item.updated()
                        .filter(stamp -> truncated(stamp) > since || (!exclusive && truncated(stamp) == since))
                        .isPresent();
    }

    private long truncated(long micros) {
        return micros - micros % style.tick();
    }

    private long micros(String text) {
        try {
            if (style.has(STAMP_NUMBER)) {
                return Math.multiplyExact(Long.parseLong(text), style.has(SINCE_MICROS) ? 1L : 1000L);
            }
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            throw new ApiError(400, "invalid_updated_since");
        }
    }

    private String feedCursor(long position) {
        return "g" + world.generation() + "_" + position;
    }

    private long feedPosition(String cursor) {
        if (!cursor.matches("g[0-9]+_[0-9]{1,18}")) {
            throw new ApiError(400, "invalid_cursor");
        }
        String[] parts = cursor.substring(1).split("_", 2);
        if (!parts[0].equals(Long.toString(world.generation()))) {
            throw new ApiError(410, "full_sync_required");
        }
        return Long.parseLong(parts[1]);
    }

    private Reply body(List<Item> items, ObjectNode meta) {
        return Reply.of(200, rows.list(items.stream().map(rows::row).toList(), meta));
    }

    /** Silently at most the cap, as at GitHub: "per_page ... max 100". */
    private long size(Call call) {
        String name = style.has(PAGE_NUMBER) || style.has(LINK_HEADER) ? "per_page" : "limit";
        return Math.min(style.cap(), call.number(style, name, style.defaultPage(), 1));
    }

    private static List<Item> cut(List<Item> all, long from, long count) {
        return all.stream().skip(from).limit(count).toList();
    }

    private Set<String> parameters() {
        Set<String> known = new HashSet<>();
        if (style.hasSince()) {
            known.add("updated_since");
        }
        if (style.has(PAGE_NUMBER)) {
            known.addAll(Set.of("page", "per_page"));
        } else if (style.has(OFFSET)) {
            known.addAll(Set.of("offset", "limit"));
        } else if (style.has(CURSOR_IN_BODY)) {
            known.addAll(Set.of("cursor", "limit"));
        } else if (style.has(LINK_HEADER)) {
            known.addAll(Set.of("after", "per_page"));
        }
        return known;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
