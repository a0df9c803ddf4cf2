package dev.mooring.server;

import dev.mooring.server.PageCursor.Kind;
import dev.mooring.server.PageCursor.Walk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads pages: the listing, the ids alone, and the change feed. Every method runs inside a transaction of {@link Database}. */
final class Pages {
    /** A page ends early when its fields are this long, so that memory is bounded whatever the records are like. */
    private static final int FULL = 4 << 20;

    private static final String LIVING = "select " + Row.COLUMNS
            + " from records where collection = ? and owner = ? and deleted = 0 and id > ? order by id limit ?";
    private static final String KEYS = "select id, sequence from records"
            + " where collection = ? and owner = ? and deleted = 0 and id > ? order by id limit ?";
    private static final String CHANGED = "select " + Row.COLUMNS + " from records"
            + " where collection = ?1 and owner = ?2 and sequence > ?3 union all"
            + " select collection, id, sequence, '', 0, '', '', modified from exits"
            + " where collection = ?1 and owner = ?2 and sequence > ?3 order by 3 limit ?4";

    private final Database database;
    private final Records records;
    private final Representation representation;

    Pages(Database database, Records records, Representation representation) {
        this.database = database;
        this.records = records;
        this.representation = representation;
    }

    Map<String, @Nullable Object> list(Walk walk, @Nullable String after, int limit) {
        PageCursor from = after == null ? start(Kind.LIST) : PageCursor.of(after, walk, List.of(Kind.LIST));
        Filled filled = living(walk, from.id(), limit);
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("records", filled.shown);
        page.put("changes", new PageCursor(Kind.CHANGES, records.sequence(), "").text(walk));
        return end(page, new PageCursor(Kind.LIST, from.sequence(), filled.lastId(from.id())), filled.more, walk);
    }

    Map<String, @Nullable Object> keys(Walk walk, @Nullable String after, int limit) {
        PageCursor from = after == null ? start(Kind.LIST) : PageCursor.of(after, walk, List.of(Kind.LIST));
        Filled filled = new Filled(limit);
        database.scan(
                KEYS,
                row -> filled.add(
                        row.getString(1), row.getLong(2), 0, representation.key(row.getString(1), row.getLong(2))),
                walk.collection(),
                walk.owner(),
                from.id(),
                limit + 1);
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("keys", filled.shown);
        return end(page, new PageCursor(Kind.LIST, from.sequence(), filled.lastId(from.id())), filled.more, walk);
    }

    Map<String, @Nullable Object> changes(Walk walk, @Nullable String since, int limit) {
        if (since == null) {
            return snapshot(walk, start(Kind.SNAPSHOT), "snapshot-start", limit);
        }
        PageCursor from = PageCursor.of(since, walk, List.of(Kind.SNAPSHOT, Kind.CHANGES));
        if (from.sequence() < floor(walk.collection()) || from.sequence() > records.sequence()) {
            throw PageCursor.expired();
        }
        return from.kind() == Kind.SNAPSHOT ? snapshot(walk, from, "snapshot", limit) : delta(walk, from, limit);
    }

    /** By id, so that what exists throughout is seen; afterwards the feed goes on from before the snapshot began. */
    private Map<String, @Nullable Object> snapshot(Walk walk, PageCursor from, String kind, int limit) {
        Filled filled = living(walk, from.id(), limit);
        boolean behind = records.sequence() > from.sequence();
        PageCursor next = filled.more
                ? new PageCursor(Kind.SNAPSHOT, from.sequence(), filled.lastId(from.id()))
                : new PageCursor(Kind.CHANGES, from.sequence(), "");
        return changes(kind, filled, next, filled.more || behind, walk);
    }

    private Map<String, @Nullable Object> delta(Walk walk, PageCursor from, int limit) {
        Filled filled = new Filled(limit);
        database.scan(
                CHANGED,
                result -> {
                    Row row = Row.of(result);
                    Map<String, @Nullable Object> shown =
                            row.keys().isEmpty() ? representation.left(row.id()) : representation.of(row, walk.owner());
                    return filled.add(row.id(), row.sequence(), row.fields().length(), shown);
                },
                walk.collection(),
                walk.owner(),
                from.sequence(),
                limit + 1);
        long position = filled.more ? filled.lastSequence : records.sequence();
        return changes("delta", filled, new PageCursor(Kind.CHANGES, position, ""), filled.more, walk);
    }

    private Filled living(Walk walk, String after, int limit) {
        Filled filled = new Filled(limit);
        database.scan(
                LIVING,
                result -> {
                    Row row = Row.of(result);
                    return filled.add(
                            row.id(), row.sequence(), row.fields().length(), representation.of(row, walk.owner()));
                },
                walk.collection(),
                walk.owner(),
                after,
                limit + 1);
        return filled;
    }

    private PageCursor start(Kind kind) {
        return new PageCursor(kind, records.sequence(), "");
    }

    private long floor(String collection) {
        return database.first("select sequence from floors where collection = ?", row -> row.getLong(1), collection)
                .orElse(0L);
    }

    private static Map<String, @Nullable Object> changes(
            String kind, Filled filled, PageCursor next, boolean more, Walk walk) {
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("kind", kind);
        page.put("changes", filled.shown);
        return end(page, next, more, walk);
    }

    private static Map<String, @Nullable Object> end(
            Map<String, @Nullable Object> page, PageCursor next, boolean more, Walk walk) {
        page.put("next", next.text(walk));
        page.put("more", more);
        return page;
    }

    /** What fits on a page; the row that does not fit only says that there is more. */
    private static final class Filled {
        private final List<@Nullable Object> shown = new ArrayList<>();
        private final int limit;
        private int length;
        private String last = "";
        private long lastSequence;
        private boolean more;

        Filled(int limit) {
            this.limit = limit;
        }

        boolean add(String id, long sequence, int size, Map<String, @Nullable Object> row) {
            if (shown.size() == limit || (length + size > FULL && !shown.isEmpty())) {
                more = true;
                return false;
            }
            shown.add(row);
            length += size;
            last = id;
            lastSequence = sequence;
            return true;
        }

        String lastId(String otherwise) {
            return shown.isEmpty() ? otherwise : last;
        }
    }
}
