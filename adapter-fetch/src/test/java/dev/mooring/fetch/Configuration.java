package dev.mooring.fetch;

import static dev.mooring.fetch.sim.Trait.*;

import dev.mooring.fetch.sim.Style;
import java.time.Duration;

/**
 * Six styles of REST APIs that together have every pair of habits, and the resource that describes each. Ten habits of two kinds need
 * six styles: the first has the first kind of all, each of the others has the second kind where its column says so.
 */
@SuppressWarnings("ImmutableEnumChecker") // a style and a resource are immutable, and say so in words only
enum Configuration {
    /** Numbered pages, PATCH, and nothing else: no feed, no preconditions. */
    PLAIN(
            Style.of(
                            PAGE_NUMBER,
                            NO_DELTA,
                            NO_PRECONDITION,
                            MERGE_PATCH,
                            NO_KEYS,
                            HARD_DELETE,
                            REPRESENTATION,
                            BARE,
                            FLAT,
                            CLIENT_IDS)
                    .cap(7),
            Resource.builder()
                    .list("/api/{collection}?page={page}&per_page={limit}")
                    .item("/api/{collection}/{id}")
                    .error("/title")
                    .hidden("updated_at")
                    .paging(Paging.PAGE)
                    .build()),

    /** Cursors, a feed by cursor that replays itself, ETags, remembered keys, soft deletion, errors in successful answers. */
    RICH(
            Style.of(
                            CURSOR_IN_BODY,
                            CHANGES_FROM_BEGINNING,
                            IF_MATCH,
                            PATCH_FIELDS,
                            KEYS_ANSWER_PRESENT,
                            SOFT_DELETE,
                            REPRESENTATION,
                            DATA,
                            FLAT,
                            CLIENT_IDS,
                            ERRORS_IN_BODY,
                            BEARER)
                    .cap(8),
            Resource.builder()
                    .list("/api/{collection}?cursor={cursor}&limit={limit}")
                    .item("/api/{collection}/{id}")
                    .changes("/api/{collection}/changes?cursor={cursor}&limit={limit}")
                    .rows("/data")
                    .row("/data")
                    .next("/meta/next_cursor")
                    .ok("/ok")
                    .code("/error")
                    .error("/error")
                    .versionField("version")
                    .updatedField("updated_at")
                    .managed("updated_at")
                    .longestId(4000)
                    .deletedField("deleted")
                    .paging(Paging.CURSOR)
                    .delta(Delta.CURSOR)
                    .start(Start.REPLAY)
                    .complete()
                    .fresh()
                    .precondition(Precondition.ETAG)
                    .updateBy(UpdateBy.FIELDS)
                    .build()),

    /** Link headers, a feed by milliseconds, PUT, stored answers, silence. */
    SILENT(
            Style.of(
                            LINK_HEADER,
                            SINCE_MILLIS,
                            NO_PRECONDITION,
                            PUT_ONLY,
                            KEYS_ON_WRITES,
                            HARD_DELETE,
                            NO_CONTENT,
                            BARE,
                            ATTRIBUTES,
                            CLIENT_IDS)
                    .cap(8),
            Resource.builder()
                    .list("/api/{collection}?per_page={limit}")
                    .item("/api/{collection}/{id}")
                    .changes("/api/{collection}?updated_since={since}&per_page={limit}")
                    .fields("/attributes")
                    .error("/title")
                    .updatedField("updated_at")
                    .paging(Paging.LINK)
                    .stable()
                    .delta(Delta.SINCE)
                    .overlap(Duration.ofSeconds(1))
                    .updateBy(UpdateBy.PUT)
                    .build()),

    /** Cursors, no feed, a version in the body, PUT, soft deletion, ids made by the server. */
    VERSIONED(
            Style.of(
                            CURSOR_IN_BODY,
                            NO_DELTA,
                            VERSION_IN_BODY,
                            PUT_ONLY,
                            NO_KEYS,
                            SOFT_DELETE,
                            NO_CONTENT,
                            BARE,
                            FLAT,
                            SERVER_TEXT_IDS)
                    .cap(8),
            Resource.builder()
                    .list("/api/{collection}?cursor={cursor}&limit={limit}")
                    .item("/api/{collection}/{id}")
                    .delete("/api/{collection}/{id}?version={version}")
                    .rows("/items")
                    .next("/next_cursor")
                    .error("/title")
                    .versionField("version")
                    .deletedField("deleted")
                    .hidden("updated_at")
                    .paging(Paging.CURSOR)
                    .precondition(Precondition.FIELD)
                    .updateBy(UpdateBy.PUT)
                    .ids(IdMaker.SERVER)
                    .build()),

    /** Offsets, a feed by microseconds, demanded ETags, PUT, ids counted by the server. */
    DEMANDING(
            Style.of(
                            OFFSET,
                            SINCE_MICROS,
                            SINCE_EXCLUSIVE,
                            STAMP_NUMBER,
                            IF_MATCH_REQUIRED,
                            PUT_ONLY,
                            NO_KEYS,
                            HARD_DELETE,
                            REPRESENTATION,
                            DATA,
                            ATTRIBUTES,
                            SERVER_NUMBER_IDS)
                    .cap(8),
            Resource.builder()
                    .list("/api/{collection}?offset={offset}&limit={limit}")
                    .item("/api/{collection}/{id}")
                    .changes("/api/{collection}?updated_since={since}&offset={offset}&limit={limit}")
                    .rows("/data")
                    .row("/data")
                    .fields("/attributes")
                    .error("/title")
                    .versionField("version")
                    .updatedField("updated_at")
                    .paging(Paging.OFFSET)
                    .delta(Delta.SINCE)
                    .overlap(Duration.ofSeconds(1))
                    .precondition(Precondition.ETAG)
                    .required()
                    .updateBy(UpdateBy.PUT)
                    .ids(IdMaker.SERVER_INTEGER)
                    .build()),

    /** Everything in one answer, PATCH, keys on POST, soft deletion by a mark, silence, ids made by the server. */
    MARKING(
            Style.of(
                    ALL_AT_ONCE,
                    NO_DELTA,
                    NO_PRECONDITION,
                    MERGE_PATCH,
                    KEYS_ON_POST,
                    SOFT_DELETE,
                    NO_CONTENT,
                    DATA,
                    ATTRIBUTES,
                    SERVER_TEXT_IDS),
            Resource.builder()
                    .list("/api/{collection}")
                    .item("/api/{collection}/{id}")
                    .rows("/data")
                    .row("/data")
                    .fields("/attributes")
                    .error("/title")
                    .deletedField("deleted")
                    .deleteBy(DeleteBy.FLAG)
                    .ids(IdMaker.SERVER)
                    .build());

    private final Style style;
    private final Resource resource;

    Configuration(Style style, Resource resource) {
        this.style = style;
        this.resource = resource;
    }

    Style style() {
        return style;
    }

    Resource resource() {
        return resource;
    }
}
