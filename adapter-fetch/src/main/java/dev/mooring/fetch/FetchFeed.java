package dev.mooring.fetch;

import dev.mooring.support.json.Pointer;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.ChangePage.Kind;
import dev.mooring.sync.Cursor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The change feed by cursor or by time.
 *
 * <p>By cursor, a snapshot is the list, begun after the feed's position was asked for, or the feed from its own beginning.
 *
 * <p>By time, the feed goes on from the newest stamp of the snapshot's <em>first</em> page: what changes later is stamped later, also when
 * it changes a row that was already read. Every pull asks again for the overlap before the newest stamp seen. The window's beginning and
 * the newest stamp are kept apart, so that an empty poll does not move the window back. Immutable; safe for several threads.
 */
final class FetchFeed {

    private static final String WALK = "changes";
    private static final String AT = "at";
    private static final String HIGH = "high";
    private static final String NEWEST = "newest";
    private static final String HEAD = "head";
    private static final String SNAPSHOT = "snapshot";
    private static final String ASKED = "asked";

    private final Resource resource;
    private final Routes routes;
    private final Pages<Entry> records;
    private final Pages<Entry> changes;
    private final String collection;
    private final Pointer kind;

    FetchFeed(Resource resource, Routes routes, Pages<Entry> records, Pages<Entry> changes, String collection) {
        this.resource = resource;
        this.routes = routes;
        this.records = records;
        this.changes = changes;
        this.collection = collection;
        this.kind = Pointer.of(resource.text(FetchSettings.KIND));
    }

    ChangePage page(Cursor since, int limit) {
        Optional<Mark> mark = Mark.of(walk(), since);
        if (mark.isEmpty()) {
            return begin(limit);
        }
        try {
            return goOn(mark.get(), limit);
        } catch (ExpiredCursor e) {
            return begin(limit);
        }
    }

    private ChangePage begin(int limit) {
        if (resource.get(FetchSettings.DELTA) == Delta.SINCE) {
            return listed(Map.of(), limit, Kind.SNAPSHOT_START);
        }
        if (resource.get(FetchSettings.START) == Start.REPLAY) {
            return told(Map.of(SNAPSHOT, "yes"), limit, Kind.SNAPSHOT_START);
        }
        RowPage<Entry> head = changes.read(ask(routes.changes(), Map.of(), "", 1));
        String position = changes.nextCursor(head.around()).orElse("");
        return listed(Map.of(HEAD, position), limit, Kind.SNAPSHOT_START);
    }

    private ChangePage goOn(Mark mark, int limit) {
        if (mark.part(SNAPSHOT).isPresent() && mark.part(ASKED).isEmpty()) {
            return listed(mark.parts(), limit, Kind.SNAPSHOT);
        }
        if (resource.get(FetchSettings.DELTA) == Delta.CURSOR) {
            return told(mark.parts(), limit, mark.part(SNAPSHOT).isPresent() ? Kind.SNAPSHOT : Kind.DELTA);
        }
        return window(mark.parts(), limit);
    }

    /** A page of the listing, as part of a snapshot. */
    private ChangePage listed(Map<String, String> parts, int limit, Kind kind) {
        RowPage<Entry> page = records.read(ask(routes.list(), Map.of(), parts.getOrDefault(AT, ""), limit));
        Map<String, String> next = new LinkedHashMap<>(parts);
        if (kind == Kind.SNAPSHOT_START) {
            newest(page, Optional.empty()).ifPresent(stamp -> next.put(HIGH, stamp.text()));
        }
        List<Change> present =
                changes(page).filter(change -> change.present().isPresent()).toList();
        if (page.next().isPresent()) {
            next.put(SNAPSHOT, "yes");
            next.put(AT, page.next().get());
            return new ChangePage(present, cursor(next), true, kind);
        }
        next.remove(SNAPSHOT);
        next.remove(AT);
        if (next.containsKey(HEAD)) {
            next.put(AT, next.remove(HEAD));
        }
        // without any stamp or position to go on from, the next pull lists everything again
        boolean anchored = next.containsKey(HIGH) || next.containsKey(AT);
        return new ChangePage(present, anchored ? cursor(next) : Cursor.START, false, kind);
    }

    /** A page of the feed by cursor. */
    private ChangePage told(Map<String, String> parts, int limit, Kind expected) {
        String position = parts.getOrDefault(AT, "");
        RowPage<Entry> page = changes.read(ask(routes.changes(), Map.of(), position, limit));
        String reached = changes.nextCursor(page.around()).orElse(position);
        Kind kind = kind(page, expected);
        boolean more = !reached.equals(position)
                && changes.saysMore(page.around()).orElse(!page.items().isEmpty());
        Map<String, String> next = new LinkedHashMap<>(Map.of(AT, reached));
        if (more && kind.snapshot()) {
            next.put(SNAPSHOT, "yes");
            next.put(ASKED, "yes");
        }
        return new ChangePage(changes(page).toList(), reached.isEmpty() ? Cursor.START : cursor(next), more, kind);
    }

    /** What the backend says of a page; after its own snapshot the feed goes on with deltas. */
    private Kind kind(RowPage<Entry> page, Kind expected) {
        return switch (kind.text(page.around())
                .filter(text -> !kind.steps().isEmpty())
                .orElse("")) {
            case "snapshot-start" -> Kind.SNAPSHOT_START;
            case "snapshot" -> Kind.SNAPSHOT;
            case "delta" -> Kind.DELTA;
            default -> expected;
        };
    }

    /** A page of the window that begins an overlap before the newest stamp that earlier pulls have seen. */
    private ChangePage window(Map<String, String> parts, int limit) {
        Optional<Stamp> high = Optional.ofNullable(parts.get(HIGH)).flatMap(Stamp::of);
        if (high.isEmpty()) {
            return begin(limit);
        }
        String since = high.get().minus(resource.get(FetchSettings.OVERLAP)).text();
        RowPage<Entry> page =
                changes.read(ask(routes.changes(), Map.of("since", since), parts.getOrDefault(AT, ""), limit));
        Optional<Stamp> seen =
                Optional.ofNullable(parts.get(NEWEST)).flatMap(Stamp::of).or(() -> high);
        String newest = newest(page, seen).orElse(high.get()).text();
        Map<String, String> next = page.next()
                .map(at -> Map.of(HIGH, high.get().text(), NEWEST, newest, AT, at))
                .orElse(Map.of(HIGH, newest));
        return new ChangePage(changes(page).toList(), cursor(next), page.next().isPresent(), Kind.DELTA);
    }

    private Stream<Change> changes(RowPage<Entry> page) {
        return page.items().stream().map(Entry::change);
    }

    private Optional<Stamp> newest(RowPage<Entry> page, Optional<Stamp> before) {
        return Stream.concat(before.stream(), page.items().stream().flatMap(entry -> entry.stamp().stream()))
                .max(Stamp::compareTo);
    }

    private Pages.Ask ask(UrlTemplate url, Map<String, String> values, String position, int limit) {
        return new Pages.Ask(
                "reading the changes of " + collection, url, values, position, limit, values.containsKey("since"));
    }

    private Cursor cursor(Map<String, String> parts) {
        return Mark.at(walk(), new LinkedHashMap<>(parts)).cursor();
    }

    private String walk() {
        return collection + ":" + WALK + ":" + resource.get(FetchSettings.DELTA);
    }
}
